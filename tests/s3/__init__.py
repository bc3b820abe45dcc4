"""An S3 server for tests: S3Proxy on a folder, fetched by Maven and run on 127.0.0.1."""
