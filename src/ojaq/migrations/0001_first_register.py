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
            ],
            options={
                'db_table': 'account',
            },
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.TextField()),
                ('position', models.IntegerField()),
                ('registrant', models.BooleanField(default=False)),
                ('given', models.TextField(blank=True)),
                ('patronymic', models.TextField(blank=True)),
                ('family', models.TextField(blank=True)),
                ('birth_family', models.TextField(blank=True)),
                ('also', models.JSONField(default=list)),
                ('as_written', models.TextField(blank=True)),
                ('name_language', models.CharField(blank=True, max_length=35)),
                ('name_script', models.CharField(blank=True, max_length=35)),
                ('sex', models.CharField(default='unknown', max_length=7)),
                ('living', models.BooleanField(null=True)),
                ('born', models.TextField(blank=True)),
                ('born_said', models.TextField(blank=True)),
                ('born_calendar', models.CharField(blank=True, max_length=20)),
                ('born_from', models.DateField(null=True)),
                ('born_to', models.DateField(null=True)),
                ('age', models.FloatField(null=True)),
                ('age_on', models.TextField(blank=True)),
                ('died', models.TextField(blank=True)),
                ('died_said', models.TextField(blank=True)),
                ('died_calendar', models.CharField(blank=True, max_length=20)),
                ('died_from', models.DateField(null=True)),
                ('died_to', models.DateField(null=True)),
                ('missing', models.TextField(blank=True)),
                ('missing_said', models.TextField(blank=True)),
                ('missing_calendar', models.CharField(blank=True, max_length=20)),
                ('missing_from', models.DateField(null=True)),
                ('missing_to', models.DateField(null=True)),
                ('origin', models.TextField(blank=True)),
                ('origin_district', models.TextField(blank=True)),
                ('origin_chosen', models.BooleanField(default=False)),
                ('born_in', models.TextField(blank=True)),
                ('born_in_district', models.TextField(blank=True)),
                ('born_in_chosen', models.BooleanField(default=False)),
                ('lives_in', models.TextField(blank=True)),
                ('lives_in_district', models.TextField(blank=True)),
                ('lives_in_chosen', models.BooleanField(default=False)),
                ('flags', models.JSONField(default=list)),
            ],
            options={
                'db_table': 'mention',
            },
        ),
        migrations.CreateModel(
            name='BookCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.BigIntegerField(default=0)),
                ('packed_version', models.CharField(blank=True, max_length=100)),
                ('packed', models.BinaryField(null=True)),
            ],
            options={
                'db_table': 'place_book',
            },
        ),
        migrations.CreateModel(
            name='Gazetteer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=200, unique=True)),
                ('title', models.CharField(max_length=500)),
                ('attribution', models.CharField(blank=True, max_length=1000)),
                ('own', models.BooleanField(default=True)),
            ],
            options={
                'db_table': 'gazetteer',
            },
        ),
        migrations.CreateModel(
            name='KeptMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, unique=True)),
                ('document', models.JSONField()),
                ('kept_at', models.DateTimeField()),
                ('account', models.UUIDField(null=True)),
            ],
            options={
                'db_table': 'kept_mapping',
            },
        ),
        migrations.CreateModel(
            name='LogInTry',
            fields=[
                ('key', models.BinaryField(max_length=32, primary_key=True, serialize=False)),
                ('wrong', models.IntegerField(default=0)),
                ('last_at', models.DateTimeField()),
                ('wait_until', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'log_in_try',
            },
        ),
        migrations.CreateModel(
            name='MatchKey',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('size', models.IntegerField()),
                ('mentions', models.BinaryField()),
            ],
            options={
                'db_table': 'match_key',
            },
        ),
        migrations.CreateModel(
            name='NameToken',
            fields=[
                ('number', models.IntegerField(primary_key=True, serialize=False)),
                ('sound', models.TextField()),
                ('abjad', models.BooleanField()),
                ('variant', models.IntegerField()),
            ],
            options={
                'db_table': 'name_token',
            },
        ),
        migrations.CreateModel(
            name='NumberSeries',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.BinaryField()),
                ('given', models.BigIntegerField(default=0)),
            ],
            options={
                'db_table': 'number_series',
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('kind', models.CharField(max_length=40)),
                ('file', models.CharField(blank=True, max_length=300)),
                ('account', models.UUIDField(null=True)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('running', 'Running'), ('done', 'Done'), ('stopped', 'Stopped'), ('taken-back', 'Taken Back')], default='running', max_length=10)),
                ('bytes_total', models.BigIntegerField(default=0)),
                ('bytes_done', models.BigIntegerField(default=0)),
                ('figures', models.JSONField(default=dict)),
                ('unknown_fields', models.JSONField(default=dict)),
            ],
            options={
                'db_table': 'run',
                'ordering': ['-pk'],
            },
        ),
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
            name='SecondFactor',
            fields=[
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='second_factor', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('secret', models.BinaryField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('last_step', models.BigIntegerField(default=0)),
                ('spare', models.JSONField(default=list)),
            ],
            options={
                'db_table': 'second_factor',
            },
        ),
        migrations.CreateModel(
            name='Client',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(unique=True)),
                ('name', models.CharField(max_length=64, unique=True)),
                ('digest', models.BinaryField(max_length=32, unique=True)),
                ('reaches', models.JSONField(default=list)),
                ('made_at', models.DateTimeField()),
                ('until', models.DateTimeField(null=True)),
                ('revoked_at', models.DateTimeField(null=True)),
                ('account', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clients', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'client',
                'ordering': ('name',),
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
                'indexes': [models.Index(fields=['actor', 'act', 'at'], name='ledger_entry_by_actor'), models.Index(fields=['act', 'at'], name='ledger_entry_by_act')],
            },
        ),
        migrations.CreateModel(
            name='MatchingWeights',
            fields=[
                ('version', models.CharField(max_length=64, primary_key=True, serialize=False)),
                ('document', models.TextField()),
                ('learnt_at', models.DateTimeField()),
                ('learnt_from', models.IntegerField(default=0)),
                ('in_use', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'matching_weights',
                'constraints': [models.UniqueConstraint(condition=models.Q(('in_use', True)), fields=('in_use',), name='one_weights_in_use')],
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
            name='Objection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.BinaryField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by', models.UUIDField(null=True)),
                ('mention', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='ojaq.mention')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'objection',
            },
        ),
        migrations.AddField(
            model_name='mention',
            name='office',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office'),
        ),
        migrations.CreateModel(
            name='KeyedDigest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('digest', models.BinaryField(db_index=True, max_length=32)),
                ('mention', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='digests', to='ojaq.mention')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'keyed_digest',
            },
        ),
        migrations.CreateModel(
            name='Judgement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verdict', models.CharField(choices=[('same', 'same'), ('different', 'different'), ('unsure', 'unsure')], max_length=9)),
                ('by_engine', models.BooleanField()),
                ('reviewer', models.UUIDField(null=True)),
                ('millibits', models.IntegerField(default=0)),
                ('reasons', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('note', models.BinaryField(null=True)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('taken_back_by', models.UUIDField(null=True)),
                ('taken_back_reason', models.CharField(blank=True, max_length=40)),
                ('released', models.BooleanField(default=False)),
                ('because', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='ojaq.judgement')),
                ('high', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ojaq.mention')),
                ('low', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ojaq.mention')),
                ('weights', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.matchingweights')),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'judgement',
            },
        ),
        migrations.CreateModel(
            name='HouseholdStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(unique=True)),
                ('when', models.TextField()),
                ('when_from', models.DateField(null=True)),
                ('when_to', models.DateField(null=True)),
                ('source_kind', models.CharField(max_length=20)),
                ('source', models.BinaryField()),
                ('stated_by', models.UUIDField(null=True)),
                ('stated_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('taken_back_by', models.UUIDField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'household_statement',
            },
        ),
        migrations.CreateModel(
            name='HouseholdMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mention', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ojaq.mention')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='ojaq.householdstatement')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'household_member',
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
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(unique=True)),
                ('registration', models.UUIDField(unique=True)),
                ('account', models.UUIDField(null=True)),
                ('version', models.IntegerField(default=0)),
                ('hand', models.CharField(blank=True, max_length=36)),
                ('continues', models.BigIntegerField(default=0)),
                ('begun_at', models.DateTimeField()),
                ('kept_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('sealed', models.BinaryField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'draft',
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
            },
        ),
        migrations.CreateModel(
            name='BrokenGlass',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('account', models.UUIDField(db_index=True)),
                ('reason', models.BinaryField()),
                ('broken_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'broken_glass',
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('act', models.CharField(max_length=64)),
                ('digest', models.BinaryField(max_length=32)),
                ('about', models.JSONField(default=list)),
                ('asked_by', models.UUIDField()),
                ('asked_in', models.BinaryField(max_length=32)),
                ('asked_at', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('answered_by', models.UUIDField(null=True)),
                ('answered_in', models.BinaryField(max_length=32, null=True)),
                ('answered_at', models.DateTimeField(null=True)),
                ('granted', models.BooleanField(null=True)),
                ('used_at', models.DateTimeField(null=True)),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'approval',
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(unique=True)),
                ('day', models.DateField()),
                ('at', models.TimeField()),
                ('person', models.BigIntegerField(default=0)),
                ('state', models.CharField(choices=[('expected', 'Expected'), ('came', 'Came'), ('cancelled', 'Cancelled')], default='expected', max_length=9)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.UUIDField(null=True)),
                ('sealed', models.BinaryField(null=True)),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'appointment',
            },
        ),
        migrations.CreateModel(
            name='Alarm',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('at', models.DateTimeField()),
                ('account', models.UUIDField(null=True)),
                ('figures', models.JSONField(default=dict)),
                ('seen_at', models.DateTimeField(null=True)),
                ('seen_by', models.UUIDField(null=True)),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'alarm',
            },
        ),
        migrations.AddField(
            model_name='account',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='ojaq.office'),
        ),
        migrations.CreateModel(
            name='OwnNames',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document', models.TextField()),
                ('kept_at', models.DateTimeField()),
                ('kept_by', models.UUIDField(null=True)),
                ('in_use', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'own_names',
                'constraints': [models.UniqueConstraint(condition=models.Q(('in_use', True)), fields=('in_use',), name='one_own_names_in_use')],
            },
        ),
        migrations.CreateModel(
            name='Person',
            fields=[
                ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                ('given', models.BigIntegerField(unique=True)),
                ('anchor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='ojaq.mention')),
            ],
            options={
                'db_table': 'person',
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('gazetteer_id', models.CharField(max_length=200, unique=True)),
                ('name', models.CharField(max_length=500)),
                ('lat', models.FloatField(null=True)),
                ('lon', models.FloatField(null=True)),
                ('country', models.CharField(blank=True, max_length=500)),
                ('region', models.CharField(blank=True, max_length=500)),
                ('county', models.CharField(blank=True, max_length=500)),
                ('placetype', models.CharField(blank=True, max_length=500)),
                ('population', models.BigIntegerField(null=True)),
                ('own', models.BooleanField(default=True)),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='ojaq.gazetteer')),
            ],
            options={
                'db_table': 'place',
            },
        ),
        migrations.AddField(
            model_name='mention',
            name='born_in_place',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.place'),
        ),
        migrations.AddField(
            model_name='mention',
            name='lives_in_place',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.place'),
        ),
        migrations.AddField(
            model_name='mention',
            name='origin_place',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.place'),
        ),
        migrations.AddField(
            model_name='householdstatement',
            name='place',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.place'),
        ),
        migrations.CreateModel(
            name='PlaceName',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=500)),
                ('lang', models.CharField(blank=True, max_length=35)),
                ('script', models.CharField(blank=True, max_length=4)),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('begins', models.CharField(blank=True, max_length=100)),
                ('ends', models.CharField(blank=True, max_length=100)),
                ('source', models.CharField(blank=True, max_length=500)),
                ('added_by', models.UUIDField(null=True)),
                ('added_at', models.DateTimeField()),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='names', to='ojaq.place')),
            ],
            options={
                'db_table': 'place_name',
            },
        ),
        migrations.CreateModel(
            name='NamingAct',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(blank=True, max_length=40)),
                ('authority', models.CharField(blank=True, max_length=300)),
                ('number', models.CharField(blank=True, max_length=100)),
                ('signed_on', models.CharField(blank=True, max_length=100)),
                ('source', models.CharField(max_length=500)),
                ('added_by', models.UUIDField(null=True)),
                ('added_at', models.DateTimeField()),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='naming_acts', to='ojaq.place')),
                ('new_name', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='begun_by', to='ojaq.placename')),
                ('old_name', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='ended_by', to='ojaq.placename')),
            ],
            options={
                'db_table': 'naming_act',
            },
        ),
        migrations.CreateModel(
            name='Protection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField()),
                ('by', models.UUIDField(null=True)),
                ('lifted_at', models.DateTimeField(null=True)),
                ('mention', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='protections', to='ojaq.mention')),
            ],
            options={
                'db_table': 'protection',
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('number', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('registration', models.UUIDField(unique=True)),
                ('language', models.CharField(blank=True, max_length=12)),
                ('made_at', models.DateTimeField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'receipt',
            },
        ),
        migrations.CreateModel(
            name='Registration',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(unique=True)),
                ('channel', models.CharField(max_length=100)),
                ('recorded_on', models.CharField(blank=True, max_length=100)),
                ('recorded_from', models.DateField(null=True)),
                ('recorded_to', models.DateField(null=True)),
                ('language', models.CharField(blank=True, max_length=35)),
                ('registrant', models.TextField(blank=True)),
                ('state', models.CharField(choices=[('current', 'Current'), ('superseded', 'Superseded'), ('withdrawn', 'Withdrawn'), ('taken-back', 'Taken Back')], default='current', max_length=10)),
                ('received_at', models.DateTimeField()),
                ('run', models.UUIDField(null=True)),
                ('superseded_by', models.UUIDField(null=True)),
                ('noticed', models.BooleanField(default=False)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('digest', models.BinaryField(max_length=32, null=True)),
                ('document', models.BinaryField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'registration',
            },
        ),
        migrations.CreateModel(
            name='Quarantined',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField(max_length=32)),
                ('document', models.BinaryField()),
                ('received_at', models.DateTimeField()),
                ('run', models.UUIDField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by', models.UUIDField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quarantined', to='ojaq.registration')),
            ],
            options={
                'db_table': 'quarantined',
            },
        ),
        migrations.AddField(
            model_name='mention',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='ojaq.registration'),
        ),
        migrations.AddField(
            model_name='householdstatement',
            name='registration',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.registration'),
        ),
        migrations.CreateModel(
            name='Flag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('fields', models.JSONField(default=list)),
                ('raised_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by', models.UUIDField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flags', to='ojaq.registration')),
            ],
            options={
                'db_table': 'flag',
            },
        ),
        migrations.CreateModel(
            name='Departure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('wave', models.CharField(blank=True, max_length=200)),
                ('when', models.TextField(blank=True)),
                ('when_said', models.TextField(blank=True)),
                ('when_calendar', models.CharField(blank=True, max_length=20)),
                ('when_from', models.DateField(null=True)),
                ('when_to', models.DateField(null=True)),
                ('left', models.TextField(blank=True)),
                ('left_district', models.TextField(blank=True)),
                ('left_chosen', models.BooleanField(default=False)),
                ('reached', models.TextField(blank=True)),
                ('reached_district', models.TextField(blank=True)),
                ('reached_chosen', models.BooleanField(default=False)),
                ('people', models.ManyToManyField(db_table='departure_person', related_name='departures', to='ojaq.mention')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
                ('left_place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.place')),
                ('reached_place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.place')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='departures', to='ojaq.registration')),
            ],
            options={
                'db_table': 'departure',
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
                ('languages', models.JSONField(default=list)),
                ('founded_at', models.DateTimeField(auto_now_add=True)),
                ('live_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'registry',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='registry_is_one'), models.CheckConstraint(condition=models.Q(('state__in', ('rehearsal', 'live'))), name='registry_state_known')],
            },
        ),
        migrations.CreateModel(
            name='ResolveRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=12)),
                ('started_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(null=True)),
                ('figures', models.JSONField(default=dict)),
                ('weights', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.matchingweights')),
            ],
            options={
                'db_table': 'resolve_run',
            },
        ),
        migrations.CreateModel(
            name='ReviewPlan',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('pairs_a_day', models.PositiveIntegerField(default=100)),
                ('again_in_hundred', models.PositiveSmallIntegerField(default=5)),
                ('set_at', models.DateTimeField(null=True)),
                ('set_by', models.UUIDField(null=True)),
            ],
            options={
                'db_table': 'review_plan',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='review_plan_is_one')],
            },
        ),
        migrations.CreateModel(
            name='RunRefusal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.BigIntegerField()),
                ('field', models.CharField(blank=True, max_length=300)),
                ('code', models.CharField(max_length=60)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='refusals', to='ojaq.run')),
            ],
            options={
                'db_table': 'run_refusal',
            },
        ),
        migrations.CreateModel(
            name='Screen',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.BinaryField(max_length=32, unique=True)),
                ('name', models.CharField(blank=True, max_length=60)),
                ('hung_at', models.DateTimeField()),
                ('taken_down_at', models.DateTimeField(null=True)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'screen',
            },
        ),
        migrations.CreateModel(
            name='SecondOpinion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reviewer', models.UUIDField()),
                ('verdict', models.CharField(max_length=9)),
                ('agrees', models.BooleanField()),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('judgement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='opinions', to='ojaq.judgement')),
            ],
            options={
                'db_table': 'second_opinion',
            },
        ),
        migrations.CreateModel(
            name='StatedLoss',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ref', models.TextField(blank=True)),
                ('kind', models.CharField(blank=True, max_length=200)),
                ('tenure', models.CharField(blank=True, max_length=200)),
                ('holders', models.JSONField(default=list)),
                ('at', models.TextField(blank=True)),
                ('at_district', models.TextField(blank=True)),
                ('at_chosen', models.BooleanField(default=False)),
                ('at_place', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.place')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='losses', to='ojaq.registration')),
            ],
            options={
                'db_table': 'stated_loss',
            },
        ),
        migrations.CreateModel(
            name='SuccessionCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('regime', models.CharField(blank=True, max_length=40)),
                ('opened_at', models.DateTimeField()),
                ('opened_by', models.UUIDField(null=True)),
                ('looked_at', models.DateTimeField()),
                ('dead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.person')),
            ],
            options={
                'db_table': 'succession_case',
            },
        ),
        migrations.CreateModel(
            name='EstateVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('body', models.JSONField()),
                ('digest', models.BinaryField(max_length=32)),
                ('changes', models.JSONField(default=list)),
                ('made_at', models.DateTimeField()),
                ('stands', models.BooleanField(null=True)),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by', models.UUIDField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='ojaq.successioncase')),
            ],
            options={
                'db_table': 'estate_version',
            },
        ),
        migrations.CreateModel(
            name='EstateMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='ojaq.person')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='ojaq.successioncase')),
            ],
            options={
                'db_table': 'estate_member',
            },
        ),
        migrations.CreateModel(
            name='Supersession',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('old', models.UUIDField(db_index=True)),
                ('proposed_at', models.DateTimeField()),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.UUIDField(null=True)),
                ('accepted', models.BooleanField(null=True)),
                ('new', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supersessions', to='ojaq.registration')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'supersession',
            },
        ),
        migrations.CreateModel(
            name='Ticket',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(unique=True)),
                ('day', models.DateField()),
                ('number', models.PositiveSmallIntegerField()),
                ('given_at', models.DateTimeField()),
                ('due_at', models.DateTimeField(null=True)),
                ('called_at', models.DateTimeField(null=True)),
                ('calls', models.PositiveSmallIntegerField(default=0)),
                ('window', models.CharField(blank=True, max_length=8)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ending', models.CharField(blank=True, choices=[('served', 'Served'), ('not-there', 'Not There')], max_length=9)),
                ('appointment', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='ticket', to='ojaq.appointment')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
            ],
            options={
                'db_table': 'ticket',
            },
        ),
        migrations.CreateModel(
            name='Tie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('parent', 'Parent'), ('couple', 'Couple'), ('siblings', 'Siblings')], max_length=8)),
                ('nature', models.CharField(blank=True, max_length=100)),
                ('began', models.JSONField(null=True)),
                ('ended', models.JSONField(null=True)),
                ('flagged', models.BooleanField(default=False)),
                ('a', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties_as_a', to='ojaq.mention')),
                ('b', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties_as_b', to='ojaq.mention')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties', to='ojaq.registration')),
            ],
            options={
                'db_table': 'tie',
            },
        ),
        migrations.CreateModel(
            name='Webhook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(unique=True)),
                ('address', models.CharField(max_length=500)),
                ('events', models.JSONField(default=list)),
                ('made_at', models.DateTimeField()),
                ('told_at', models.DateTimeField(null=True)),
                ('failures', models.IntegerField(default=0)),
                ('fault', models.CharField(blank=True, max_length=40)),
                ('rests_until', models.DateTimeField(null=True)),
                ('stopped_at', models.DateTimeField(null=True)),
                ('client', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='webhook', to='ojaq.client')),
            ],
            options={
                'db_table': 'webhook',
            },
        ),
        migrations.CreateModel(
            name='Announcement',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('uuid', models.UUIDField(unique=True)),
                ('event', models.CharField(max_length=40)),
                ('number', models.CharField(max_length=80)),
                ('at', models.DateTimeField()),
                ('webhook', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='waiting', to='ojaq.webhook')),
            ],
            options={
                'db_table': 'webhook_announcement',
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('intention', models.CharField(blank=True, max_length=200)),
                ('destination', models.CharField(blank=True, max_length=200)),
                ('conditions', models.JSONField(default=list)),
                ('mention', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='ojaq.mention')),
                ('office', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ojaq.office')),
                ('registration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='ojaq.registration')),
            ],
            options={
                'db_table': 'wish',
            },
        ),
        migrations.CreateModel(
            name='Belonging',
            fields=[
                ('mention', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='belonging', serialize=False, to='ojaq.mention')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='belongings', to='ojaq.person')),
            ],
            options={
                'db_table': 'belonging',
            },
        ),
        migrations.CreateModel(
            name='CodedMention',
            fields=[
                ('mention', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='coded', serialize=False, to='ojaq.mention')),
                ('code', models.BinaryField()),
                ('settled', models.BooleanField(default=False)),
            ],
            options={
                'db_table': 'coded_mention',
                'indexes': [models.Index(condition=models.Q(('settled', False)), fields=['mention'], name='coded_not_settled')],
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
            name='WaitingPair',
            fields=[
                ('judgement', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='waiting', serialize=False, to='ojaq.judgement')),
                ('settles', models.IntegerField()),
            ],
            options={
                'db_table': 'waiting_pair',
                'indexes': [models.Index(fields=['-settles', 'judgement'], name='waiting_pair_in_order')],
            },
        ),
        migrations.AddIndex(
            model_name='judgement',
            index=models.Index(condition=models.Q(('verdict', 'unsure')), fields=['taken_back_at'], name='judgement_waiting'),
        ),
        migrations.AddConstraint(
            model_name='judgement',
            constraint=models.CheckConstraint(condition=models.Q(('low__lt', models.F('high'))), name='judgement_low_before_high'),
        ),
        migrations.AddConstraint(
            model_name='householdmember',
            constraint=models.UniqueConstraint(fields=('statement', 'mention'), name='household_member_once'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.UniqueConstraint(fields=('account', 'role', 'office'), name='access_grant_once'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(('scope__in', ['own', 'subtree', 'all'])), name='access_grant_scope_known'),
        ),
        migrations.AddIndex(
            model_name='draft',
            index=models.Index(fields=['account', 'kept_at'], name='draft_by_account'),
        ),
        migrations.AddIndex(
            model_name='consent',
            index=models.Index(fields=['registration', 'purpose'], name='consent_by_registration'),
        ),
        migrations.AddIndex(
            model_name='approval',
            index=models.Index(fields=['act', 'asked_by'], name='approval_by_act'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(('answered_by__isnull', True), models.Q(('answered_by', models.F('asked_by')), _negated=True), _connector='OR'), name='approval_by_somebody_else'),
        ),
        migrations.AddIndex(
            model_name='appointment',
            index=models.Index(fields=['office', 'day', 'at'], name='appointment_by_day'),
        ),
        migrations.AddIndex(
            model_name='alarm',
            index=models.Index(fields=['seen_at', 'at'], name='alarm_unseen'),
        ),
        migrations.AddIndex(
            model_name='place',
            index=models.Index(fields=['region'], name='place_by_region'),
        ),
        migrations.AddIndex(
            model_name='place',
            index=models.Index(fields=['county'], name='place_by_county'),
        ),
        migrations.AddConstraint(
            model_name='placename',
            constraint=models.UniqueConstraint(fields=('place', 'name', 'lang', 'kind', 'begins', 'ends', 'source'), name='place_name_said_once'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('run__isnull', False)), fields=['run'], name='registration_by_run'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(fields=['received_at', 'state'], name='registration_by_day'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('state', 'current'), _negated=True), fields=['state'], name='registration_not_current'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('noticed', False)), fields=['state'], name='registration_not_noticed'),
        ),
        migrations.AddIndex(
            model_name='registration',
            index=models.Index(condition=models.Q(('superseded_by__isnull', False)), fields=['superseded_by'], name='registration_superseded'),
        ),
        migrations.AddConstraint(
            model_name='quarantined',
            constraint=models.UniqueConstraint(fields=('registration', 'digest'), name='quarantined_once'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(condition=models.Q(('origin_place__isnull', False)), fields=['origin_place', 'registration'], name='mention_by_origin'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(condition=models.Q(('born_in_place__isnull', False)), fields=['born_in_place'], name='mention_by_birthplace'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(condition=models.Q(('lives_in_place__isnull', False)), fields=['lives_in_place'], name='mention_by_home'),
        ),
        migrations.AddIndex(
            model_name='mention',
            index=models.Index(condition=models.Q(('registrant', True)), fields=['registration'], name='mention_of_registrant'),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('registration', 'position'), name='mention_once_in_its_place'),
        ),
        migrations.AddIndex(
            model_name='secondopinion',
            index=models.Index(condition=models.Q(('agrees', False), ('settled_at__isnull', True)), fields=['at'], name='second_opinion_open'),
        ),
        migrations.AddConstraint(
            model_name='secondopinion',
            constraint=models.UniqueConstraint(fields=('judgement', 'reviewer'), name='second_opinion_once'),
        ),
        migrations.AddConstraint(
            model_name='successioncase',
            constraint=models.UniqueConstraint(fields=('dead', 'regime'), name='succession_case_once'),
        ),
        migrations.AddIndex(
            model_name='estateversion',
            index=models.Index(condition=models.Q(('stands__isnull', True)), fields=['made_at'], name='estate_version_open'),
        ),
        migrations.AddConstraint(
            model_name='estateversion',
            constraint=models.UniqueConstraint(fields=('case', 'number'), name='estate_version_once'),
        ),
        migrations.AddConstraint(
            model_name='estatemember',
            constraint=models.UniqueConstraint(fields=('case', 'person'), name='estate_member_once'),
        ),
        migrations.AddConstraint(
            model_name='ticket',
            constraint=models.UniqueConstraint(fields=('office', 'day', 'number'), name='ticket_once_a_day'),
        ),
    ]
