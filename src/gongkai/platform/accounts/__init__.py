"""人员与登录: people, and how they sign in."""
