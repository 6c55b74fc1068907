"""平台: mechanisms that know no law: actions, journal, people, files, jobs, serials, personal data, pages."""
