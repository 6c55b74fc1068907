"""渠道: how messages leave the house. Mail goes by SMTP; for text messages and chats each city has its own provider, so
they are plug-ins, named by a variable of the environment; any channel can write files instead."""
