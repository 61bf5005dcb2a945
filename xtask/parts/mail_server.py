"""A mail server for tests: mail_server.py FOLDER

Listens on three ports of loopback and prints where, one on a line:

    plain HOST:PORT      no encryption, no sign-in
    starttls HOST:PORT   nothing before STARTTLS, and a sign-in after it
    tls HOST:PORT        encrypted from the first byte, and a sign-in

What it takes lands in FOLDER/Maildir. FOLDER/authority.pem is the authority its certificate is
from. The one who may sign in is "fallible" with the password "correct horse".

An address decides what becomes of a message to it: later@… is answered 451, never@… 550,
silent@… not at all; mail to any other is taken.
"""

import asyncio
import ssl
import sys
from pathlib import Path

import trustme
from aiosmtpd.handlers import Mailbox
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

HOST = "127.0.0.1"
USER = LoginPassword(login=b"fallible", password=b"correct horse")


class Handler(Mailbox):
    async def handle_RCPT(self, server, session, envelope, address, options):
        match address.split("@")[0]:
            case "later":
                return "451 4.3.0 come back later"
            case "never":
                return "550 5.1.1 nobody of this name"
            case "silent":
                await asyncio.sleep(3600)
        envelope.rcpt_tos.append(address)
        return "250 OK"


def authenticate(server, session, envelope, mechanism, data):
    # Not handled: the server itself answers.
    return AuthResult(success=data == USER, handled=False)


def certificate(folder):
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(HOST).configure_cert(context)
    return context


async def listen(name, handler, encryption=None, **options):
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(handler, hostname="localhost", enable_SMTPUTF8=True, loop=loop, **options),
        host=HOST,
        port=0,
        ssl=encryption,
    )
    print(f"{name} {HOST}:{server.sockets[0].getsockname()[1]}", flush=True)
    return server


async def main(folder):
    context = certificate(folder)
    handler = Handler(folder / "Maildir")
    sign_in = {"auth_required": True, "authenticator": authenticate}
    servers = [
        await listen("plain", handler),
        await listen("starttls", handler, tls_context=context, require_starttls=True, **sign_in),
        await listen("tls", handler, encryption=context, auth_require_tls=False, **sign_in),
    ]
    await asyncio.gather(*(server.serve_forever() for server in servers))


asyncio.run(main(Path(sys.argv[1])))
