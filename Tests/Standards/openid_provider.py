"""An OpenID Connect provider for tests: django-oauth-toolkit on loopback, PKCE enforced, its data in a folder.

usage: openid_provider.py FOLDER PORT CLIENT_ID CLIENT_SECRET SITE
Its people: alice and bob, whose password is "pw"; the address of bob is not verified. The issuer is
http://127.0.0.1:PORT/o. The signing key lies in FOLDER/key.pem: deleted, the next start makes another one.
"""
import os
import pathlib
import sys

folder, port, client_id, client_secret, site = pathlib.Path(sys.argv[1]), *sys.argv[2:6]
folder.mkdir(parents=True, exist_ok=True)
os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"  # loopback has no TLS

from jwcrypto import jwk  # noqa: E402

key_file = folder / "key.pem"
if not key_file.exists():
    key_file.write_bytes(jwk.JWK.generate(kty="RSA", size=2048).export_to_pem(private_key=True, password=None))

import django  # noqa: E402
from django.conf import settings  # noqa: E402

LOGIN = """<!doctype html><title>Provider</title><form method="post">{% csrf_token %}{{ form.as_p }}
<button>Log in</button></form>"""

settings.configure(
    SECRET_KEY="of tests, on loopback", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF="provider_urls", USE_TZ=True,
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": str(folder / "provider.sqlite3")}},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", LOGIN_URL="/login/",
    PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions",
                    "oauth2_provider"],
    MIDDLEWARE=["django.contrib.sessions.middleware.SessionMiddleware",
                "django.contrib.auth.middleware.AuthenticationMiddleware"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "OPTIONS": {
        "context_processors": ["django.template.context_processors.request",
                               "django.contrib.auth.context_processors.auth"],
        "loaders": [("django.template.loaders.locmem.Loader", {"registration/login.html": LOGIN}),
                    "django.template.loaders.app_directories.Loader"]}}],
    OAUTH2_PROVIDER={
        "OIDC_ENABLED": True, "OIDC_RSA_PRIVATE_KEY": key_file.read_text(), "PKCE_REQUIRED": True,
        "OIDC_ISS_ENDPOINT": f"http://127.0.0.1:{port}/o", "OIDC_RP_INITIATED_LOGOUT_ENABLED": True,
        "OIDC_RP_INITIATED_LOGOUT_ALWAYS_PROMPT": False, "SCOPES": {"openid": "who", "email": "address"},
        "ALLOWED_REDIRECT_URI_SCHEMES": ["http"], "OAUTH2_VALIDATOR_CLASS": "provider_urls.Validator"})
django.setup()

import types  # noqa: E402

from django.contrib.auth import get_user_model, views  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.urls import include, path  # noqa: E402
from oauth2_provider.oauth2_validators import OAuth2Validator  # noqa: E402


class Validator(OAuth2Validator):
    """Says the name and address of a person whatever the scope."""

    oidc_claim_scope = None

    def get_additional_claims(self):
        return {
            "email": lambda request: request.user.email,
            "email_verified": lambda request: request.user.username != "bob",
            "given_name": lambda request: request.user.first_name,
            "usual_name": lambda request: request.user.last_name,
        }


urls = types.ModuleType("provider_urls")
urls.Validator = Validator
urls.urlpatterns = [path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
                    path("login/", views.LoginView.as_view())]
sys.modules["provider_urls"] = urls

call_command("migrate", verbosity=0)
from oauth2_provider.models import get_application_model  # noqa: E402

User, Application = get_user_model(), get_application_model()
for name in ("alice", "bob"):
    if not User.objects.filter(username=name).exists():
        User.objects.create_user(name, f"{name}@exemple.example", "pw", first_name=name.title(), last_name="Exemple")
if not Application.objects.filter(client_id=client_id).exists():
    Application.objects.create(
        name="site", client_id=client_id, client_secret=client_secret, client_type="confidential",
        authorization_grant_type="authorization-code", algorithm="RS256", skip_authorization=True,
        redirect_uris=f"{site}/connexion/oidc/retour",
        post_logout_redirect_uris=f"{site}/connexion {site}/en/connexion")
call_command("runserver", f"127.0.0.1:{port}", "--noreload", skip_checks=True)
