from django.db import migrations

from members.encryption import decrypt, encrypt_anew, put_in_each


def lock(apps, schema_editor):
    """Encrypt what was kept in the clear; running it twice changes nothing."""
    put_in_each(apps.get_model("mfa.Authenticator"), encrypt_anew)


def unlock(apps, schema_editor):
    put_in_each(apps.get_model("mfa.Authenticator"), decrypt)


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0017_main_place"),
        ("mfa", "0003_authenticator_type_uniq"),
    ]

    operations = [migrations.RunPython(lock, unlock)]
