"""Files that leave the portal, about members."""
