"""A real SMTP receiver on loopback. It refuses for as long as `refusing` is set."""
import email
import email.policy
import threading

from aiosmtpd.controller import Controller

from conftest import free_port


class Receiver:
    def __init__(self):
        self.refusing = threading.Event()
        self.refused = 0
        self.mails = []
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, enable_SMTPUTF8=True)
        self._controller.start()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refusing.is_set():
            self.refused += 1
            return "451 4.3.0 try later"
        if address.startswith("gone"):
            return "550 5.1.1 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        self.mails.append((envelope.rcpt_tos, mail))
        return "250 kept"

    def stop(self):
        self._controller.stop()
