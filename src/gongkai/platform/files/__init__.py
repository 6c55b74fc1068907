"""附件: uploaded files, looked at before they are kept, kept by hash, served through scope."""
