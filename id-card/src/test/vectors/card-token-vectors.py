#!/usr/bin/env python3
"""Makes card-token-vectors.json: whole tokens of each algorithm and policy, by an implementation that shares no code
with ours (Python's `cryptography`, which is OpenSSL). Keys are new each time; the file in the repository stays.

    ./card-token-vectors.py > ../resources/card-token-vectors.json
"""
import base64, datetime, hashlib, json, struct, uuid
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOW = datetime.datetime(2026, 11, 22, 10, 0, tzinfo=datetime.timezone.utc)
ISSUED = int(NOW.timestamp())
ACCEPTANCE_POLICY = x509.ObjectIdentifier("2.25.154563033714213460505813591727151719159")
ORIGIN = "http://bank-a.localhost:8082"
BIC = "MNTOJPJT"
DAY = datetime.timedelta(days=1)


def b64u(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def sha256(data):
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode()).digest()


def spki(key):
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def key_id(key):
    return b64u(sha256(spki(key)))


def jwk(private):
    numbers = private.public_key().public_numbers()
    x, y = (b64u(n.to_bytes(32, "big")) for n in (numbers.x, numbers.y))
    thumbprint = json.dumps({"crv": "P-256", "kty": "EC", "x": x, "y": y}, separators=(",", ":"))
    return {"kty": "EC", "crv": "P-256", "kid": b64u(sha256(thumbprint)), "x": x, "y": y}


def ecdsa(private, data, algorithm, size):
    r, s = decode_dss_signature(private.sign(data, ec.ECDSA(algorithm)))
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def jws(kind, payload, private):
    header = {"alg": "ES256", "kid": jwk(private)["kid"], "typ": kind}
    text = ".".join(b64u(json.dumps(part, ensure_ascii=False).encode()) for part in (header, payload))
    return text + "." + b64u(ecdsa(private, text.encode(), hashes.SHA256(), 32))


def certificate(subject, public, issuer, signer, extensions, curve_hash):
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(public)
        .serial_number(x509.random_serial_number())
        .not_valid_before(NOW - 30 * DAY)
        .not_valid_after(NOW + 3650 * DAY)
    )
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(signer, curve_hash)


def usage(**given):
    names = ("digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign "
             "crl_sign encipher_only decipher_only")
    return x509.KeyUsage(**{name: given.get(name, False) for name in names.split()})


def authority(name, private, curve_hash):
    subject = x509.Name([
        x509.NameAttribute(NameOID.ORGANIZATION_NAME, name),
        x509.NameAttribute(x509.ObjectIdentifier("2.5.4.97"), BIC),
        x509.NameAttribute(NameOID.COMMON_NAME, name + " Card CA"),
    ])
    return certificate(subject, private.public_key(), subject, private, [
        (x509.BasicConstraints(ca=True, path_length=0), True),
        (usage(key_cert_sign=True, crl_sign=True), True),
        (x509.SubjectKeyIdentifier.from_public_key(private.public_key()), False),
    ], curve_hash)


def card(slot, public, reference, issuer, signer, curve_hash):
    subject = x509.Name([
        x509.NameAttribute(NameOID.SERIAL_NUMBER, reference),
        x509.NameAttribute(NameOID.COMMON_NAME, "ID card"),
    ])
    purpose = (
        x509.CertificatePolicies([x509.PolicyInformation(ACCEPTANCE_POLICY, None)]) if slot == "9C"
        else x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CLIENT_AUTH]))
    return certificate(subject, public, issuer.subject, signer, [
        (x509.BasicConstraints(ca=False, path_length=None), True),
        (usage(digital_signature=True), True),
        (purpose, False),
        (x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), False),
        (x509.SubjectKeyIdentifier.from_public_key(public), False),
    ], curve_hash)


def company_card(public, issuer, signer):
    """Personalised elsewhere: no key identifiers, a serialNumber that means nothing to the bank."""
    subject = x509.Name([
        x509.NameAttribute(NameOID.COMMON_NAME, "Sakura Mori"),
        x509.NameAttribute(NameOID.SERIAL_NUMBER, "ref-of-somebody-else"),
    ])
    return certificate(subject, public, issuer.subject, signer,
                       [(usage(digital_signature=True, content_commitment=True), True)], hashes.SHA256())


def prefixed(*fields):
    out = b""
    for field in fields:
        data = field if isinstance(field, bytes) else field.encode()
        out += struct.pack(">I", len(data)) + data
    return out


TRANSFER = {
    "transferId": "01938b5c-3f00-7000-8000-000000000001", "merchant": "hanaya",
    "creditor": {"name": "Hanaya 花屋", "agent": BIC, "account": "1000001"},
    "instructedAmount": {"currency": "JPY", "amount": "5400"}, "orderNumber": "HN-7Q4M2K9XTB",
    "requestId": "01938b5c-3f00-7000-8000-000000000002", "expiresAt": ISSUED + 900,
}


def transfer_digest():
    t, c, m = TRANSFER, TRANSFER["creditor"], TRANSFER["instructedAmount"]
    return sha256(prefixed("furikomi/1/transfer", t["transferId"], t["merchant"], c["name"], c["agent"], c["account"],
                           m["currency"], m["amount"], t["orderNumber"], t["requestId"], str(t["expiresAt"])))


def new_key(algorithm):
    if algorithm == "RS256":
        return rsa.generate_private_key(65537, 2048)
    return ec.generate_private_key(ec.SECP256R1() if algorithm == "ES256" else ec.SECP384R1())


def sign(algorithm, private, message):
    if algorithm == "RS256":
        return private.sign(message, padding.PKCS1v15(), hashes.SHA256())
    return ecdsa(private, message, *((hashes.SHA256(), 32) if algorithm == "ES256" else (hashes.SHA384(), 48)))


def digest(algorithm, message):
    return (hashlib.sha384 if algorithm == "ES384" else hashlib.sha256)(message).digest()


SLOTS = {"password": {"authenticate": "9E", "apply": "9E", "accept": "9E"},
         "pin": {"authenticate": "9A", "apply": "9C", "accept": "9C"}}


def vector(name, algorithm, policy, elsewhere, banks, request_key, authorities):
    issuer, issuer_key, curve_hash = authorities["company" if elsewhere else "own384" if algorithm == "ES384" else "own"]
    nonce = sha256(name)
    payload = {
        "iss": BIC, "origin": ORIGIN, "sid": str(uuid.uuid5(uuid.NAMESPACE_URL, "sid " + name)),
        "windowId": str(uuid.uuid5(uuid.NAMESPACE_URL, "window " + name)), "nonce": b64u(nonce), "iat": ISSUED,
        "exp": ISSUED + 300, "enc": jwk(ec.generate_private_key(ec.SECP256R1())), "accept": banks, "policy": policy,
        "procedure": "standard", "txn": TRANSFER,
    }
    compact = jws("furikomi-session+jwt", payload, request_key)
    # What the bank hashes is the text of the envelope, whatever is in it.
    secret = "eyJhbGciOiJFQ0RILUVTIn0..vector." + b64u(nonce) + ".tag" if policy == "password" else None
    keys, certificates, tokens = {}, {}, []
    for label, slot in SLOTS[policy].items():
        if slot not in keys:
            keys[slot] = new_key(algorithm)
            public = keys[slot].public_key()
            made = (company_card(public, issuer, issuer_key) if elsewhere
                    else card(slot, public, "ref-7Q4M2K9X", issuer, issuer_key, curve_hash))
            certificates[slot] = made.public_bytes(serialization.Encoding.DER)
        fields = ["furikomi/1/" + label, BIC, ORIGIN, payload["windowId"], payload["sid"], nonce, sha256(compact),
                  sha256(secret or "")]
        message = prefixed(*(fields if label == "authenticate" else fields + [transfer_digest()]))
        token = {"format": "furikomi-card:1", "label": label, "sid": payload["sid"], "slot": slot,
                 "algorithm": algorithm, "certificate": b64u(certificates[slot]),
                 "signature": b64u(sign(algorithm, keys[slot], message)), "bridge": "vector"}
        if secret and label == "authenticate":
            token["secret"] = secret
        tokens.append({"signedBytes": message.hex(), "digest": digest(algorithm, message).hex(), "token": token})
    card_key = keys.get("9E", keys.get("9A"))
    return {"name": name, "policy": policy, "algorithm": algorithm, "sessionRequest": compact, "secret": secret,
            "institution": key_id(issuer_key.public_key()), "cardId": key_id(card_key.public_key()),
            "accountReference": key_id(card_key.public_key()) if elsewhere else "ref-7Q4M2K9X", "tokens": tokens}


def main():
    root, request_key, event_key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(3))
    own, own384, company = (ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP384R1()),
                            rsa.generate_private_key(65537, 3072))
    authorities = {
        "own": (authority("Minato Bank", own, hashes.SHA256()), own, hashes.SHA256()),
        "own384": (authority("Minato Bank P-384", own384, hashes.SHA384()), own384, hashes.SHA384()),
    }
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Company Staff Cards")])
    authorities["company"] = (certificate(name, company.public_key(), name, company,
                                          [(x509.BasicConstraints(ca=True, path_length=None), True)], hashes.SHA256()),
                              company, hashes.SHA256())
    listed = []
    for which, (made, private, _) in authorities.items():
        entry = {"spkiSha256": key_id(private.public_key()),
                 "certificate": base64.b64encode(made.public_bytes(serialization.Encoding.DER)).decode()}
        listed.append({**entry, "personalised": "elsewhere"} if which == "company" else entry)
    bank_list = {
        "version": 1, "scheme": "Furikomi Vectors", "environment": "development", "issuedAt": ISSUED - 3600,
        "expiresAt": ISSUED + 86400, "banks": [{
            "bic": BIC, "name": {"en": "Minato Bank", "ja": "みなと銀行"}, "icon": "data:image/svg+xml;base64,PHN2Zy8+",
            "origins": [ORIGIN], "windowUrl": ORIGIN + "/v1/windows", "requestKeys": [jwk(request_key)],
            "eventKeys": [jwk(event_key)], "cardAuthorities": listed}],
    }
    accept = [entry["spkiSha256"] for entry in listed]
    cases = [(a, p, e) for e in (False, True) for a in ("ES256", "ES384", "RS256") for p in ("password", "pin")]
    vectors = [vector(f"{a}, {p}, personalised {'elsewhere' if e else 'by the bank'}", a, p, e, accept, request_key,
                      authorities) for a, p, e in cases]
    print(json.dumps({
        "about": "Whole card tokens (docs/card.md) with bank list and session requests, valid at `now`. Made by an "
                 "implementation of its own, in Python with OpenSSL: src/test/vectors/card-token-vectors.py.",
        "now": NOW.isoformat().replace("+00:00", "Z"), "schemeRoot": jwk(root),
        "bankList": jws("furikomi-bank-list+jws", bank_list, root), "vectors": vectors,
    }, ensure_ascii=False, indent=2))


main()
