"""部署: settings, root URLs and entry points; the only place that knows the deployment."""
