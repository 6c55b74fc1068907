"""A security key made of software, which answers as a browser would pass it on."""

import hashlib
import json
from secrets import token_bytes
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

ORIGIN = "https://testserver"
FLAG = AuthenticatorData.FLAG


class SoftKey:
    """One key pair, for one site."""

    def __init__(self, site: str = "testserver") -> None:
        self.site = hashlib.sha256(site.encode()).digest()
        self.secret = ec.generate_private_key(ec.SECP256R1())
        self.id = token_bytes(16)

    def register(self, options: dict[str, Any], origin: str = ORIGIN) -> str:
        """The answer to the options of registering."""
        client = CollectedClientData.create("webauthn.create", options["publicKey"]["challenge"], origin)
        public = ES256.from_cryptography_key(self.secret.public_key())
        credential = AttestedCredentialData.create(bytes(16), self.id, public)
        data = AuthenticatorData.create(self.site, FLAG.UP | FLAG.AT, 0, credential)
        attested = AttestationObject.create("none", data, {})
        return self._answer(clientDataJSON=client, attestationObject=attested)

    def sign(self, options: dict[str, Any], origin: str = ORIGIN) -> str:
        """The answer to the options of signing in."""
        client = CollectedClientData.create("webauthn.get", options["publicKey"]["challenge"], origin)
        data = AuthenticatorData.create(self.site, FLAG.UP, 1)
        signature = self.secret.sign(bytes(data) + client.hash, ec.ECDSA(hashes.SHA256()))
        return self._answer(clientDataJSON=client, authenticatorData=data, signature=signature)

    def _answer(self, **response: bytes) -> str:
        name = websafe_encode(self.id)
        told = {field: websafe_encode(bytes(value)) for field, value in response.items()}
        return json.dumps(
            {"id": name, "rawId": name, "type": "public-key", "response": told, "clientExtensionResults": {}}
        )
