"""The first register: every table of the first landing."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='SealedKey',
            fields=[
                ('registration', models.UUIDField(primary_key=True, serialize=False)),
                ('wrapped', models.BinaryField(max_length=64)),
                ('version', models.PositiveSmallIntegerField(default=1)),
            ],
            options={
                'db_table': 'sealed_key',
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('uuid', models.UUIDField(unique=True)),
                ('at', models.DateTimeField()),
                ('actor', models.UUIDField(null=True)),
                ('role', models.CharField(max_length=64)),
                ('act', models.CharField(max_length=64)),
                ('office', models.CharField(max_length=64, null=True)),
                ('reason', models.CharField(blank=True, max_length=64)),
                ('body', models.BinaryField()),
                ('digest', models.BinaryField(max_length=32)),
                ('note', models.BinaryField(null=True)),
            ],
            options={
                'db_table': 'ledger_entry',
                'indexes': [models.Index(fields=['actor', 'at'], name='ledger_entry_by_actor'), models.Index(fields=['act', 'at'], name='ledger_entry_by_act')],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=64, unique=True)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='ojaq.office')),
            ],
            options={
                'db_table': 'office',
                'ordering': ('code',),
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('username', models.CharField(max_length=64, unique=True)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('language', models.CharField(default='en', max_length=12)),
                ('is_active', models.BooleanField(default=True)),
                ('made_at', models.DateTimeField(auto_now_add=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='ojaq.office')),
            ],
            options={
                'db_table': 'account',
            },
        ),
        migrations.CreateModel(
            name='Registry',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('state', models.CharField(choices=[('rehearsal', 'Rehearsal'), ('live', 'Live')], default='rehearsal', max_length=16)),
                ('fictional', models.BooleanField(default=False)),
                ('programme', models.CharField(blank=True, max_length=64)),
                ('founded_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'db_table': 'registry',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='registry_is_one'), models.CheckConstraint(condition=models.Q(('state__in', ('rehearsal', 'live'))), name='registry_state_known')],
            },
        ),
        migrations.CreateModel(
            name='EntrySubject',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=64)),
                ('number', models.CharField(max_length=80)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='subjects', to='ojaq.entry')),
            ],
            options={
                'db_table': 'ledger_subject',
                'indexes': [models.Index(fields=['number', 'kind'], name='ledger_subject_by_number')],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('role', models.CharField(max_length=32)),
                ('scope', models.CharField(choices=[('own', 'Own'), ('subtree', 'Subtree'), ('all', 'All')], default='own', max_length=8)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grants', to='ojaq.office')),
            ],
            options={
                'db_table': 'access_grant',
                'constraints': [models.UniqueConstraint(fields=('account', 'role', 'office'), name='access_grant_once'), models.CheckConstraint(condition=models.Q(('scope__in', ['own', 'subtree', 'all'])), name='access_grant_scope_known')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('registration', models.UUIDField()),
                ('purpose', models.CharField(choices=[('register', 'Register'), ('contact', 'Contact'), ('trace_family', 'Trace Family'), ('statistics', 'Statistics'), ('publish', 'Publish'), ('share_with_court', 'Share With Court'), ('share_with_partner', 'Share With Partner'), ('research', 'Research')], max_length=32)),
                ('given', models.BooleanField()),
                ('on', models.CharField(blank=True, max_length=32)),
                ('words', models.TextField(blank=True)),
                ('version', models.CharField(blank=True, max_length=32)),
                ('language', models.CharField(blank=True, max_length=12)),
                ('by', models.CharField(blank=True, max_length=64)),
                ('basis', models.CharField(blank=True, max_length=32)),
                ('kept_at', models.DateTimeField(auto_now_add=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'consent',
                'indexes': [models.Index(fields=['registration', 'purpose'], name='consent_by_registration')],
            },
        ),
    ]
