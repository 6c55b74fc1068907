"""运行平台: the commands that run and keep the site. They alone load Django and the database."""
