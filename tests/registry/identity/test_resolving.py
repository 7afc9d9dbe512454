"""Who is who, in a register of a small community."""

from ojaq.registry.identity.models import Belonging, CodedMention, Judgement, Person
from ojaq.registry.identity.services import resolve


def person_of(mention: int) -> int:
    return Belonging.objects.get(pk=mention).person_id


def test_one_family_told_twice_in_two_scripts_is_one_family(family):
    for one, other in (("she", "his sister"), ("her father", "his father"), ("her brother", "he")):
        assert person_of(family[one]) == person_of(family[other])


def test_everybody_belongs_to_somebody_and_the_oldest_mention_lends_the_number(family):
    assert Belonging.objects.count() == CodedMention.objects.count()
    for row in Person.objects.all():
        members = Belonging.objects.filter(person=row).values_list("mention_id", flat=True)
        assert not members or row.anchor_id == min(members)


def test_resolving_again_changes_nothing(family, operator):
    before = dict(Belonging.objects.values_list("mention_id", "person_id"))
    judged = list(Judgement.objects.order_by("pk").values_list("pk", "taken_back_at"))
    resolve(by=operator)
    assert dict(Belonging.objects.values_list("mention_id", "person_id")) == before
    assert list(Judgement.objects.order_by("pk").values_list("pk", "taken_back_at")) == judged
