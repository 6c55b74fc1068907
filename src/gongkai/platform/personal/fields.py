"""加密字段: columns that hold personal data, sealed in the database, and columns to find them by.

    id_number = EncryptedTextField(null=True)
    id_number_index = BlindIndexField(of="id_number", kind="id_number", null=True)

    Applicant.objects.filter(id_number_index=blind_index("id_number", typed))

A migration that renames such a table or column must seal its values anew (`rotation.reseal`): they are bound to both.
"""

from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from gongkai.platform.personal.blind import KINDS, blind_index
from gongkai.platform.personal.sealing import seal, unseal
from gongkai.platform.personal.secret import Secret
from gongkai.platform.refusals import ProgrammingMistake


class _SecretAttribute(DeferredAttribute):
    """Whatever text is set on a record becomes a Secret."""

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = _secret(value)


def _secret(value: Any) -> Any:
    return Secret(value) if isinstance(value, str) else value


class EncryptedTextField(models.TextField):
    """加密文本: a text that is sealed in the database (see `sealing`) and a Secret in the program.

    Nothing is None; an empty text is refused, so that nothing is written down in one way alone. It can't be searched,
    sorted or compared in the database: that is what BlindIndexField is for.
    """

    descriptor_class = _SecretAttribute
    description = "A text, encrypted"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        wrong = {"default", "db_default", "choices", "unique", "primary_key", "db_index"} & kwargs.keys()
        if wrong:
            raise ProgrammingMistake(f"an encrypted field can't have {', '.join(sorted(wrong))}")
        super().__init__(*args, **kwargs)

    @property
    def place(self) -> str:
        """What its values are bound to."""
        return f"{self.model._meta.db_table}.{self.column}"

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Secret | None:
        """Opens what is stored. Raises SealBroken."""
        return None if value is None else Secret(unseal(value, self.place))

    def to_python(self, value: Any) -> Any:
        """The value as the program keeps it."""
        return _secret(super().to_python(value))

    def get_prep_value(self, value: Any) -> str | None:
        """Seals a value on its way to the database."""
        if value is None:
            return None
        if not isinstance(value, str) or not value:
            raise ProgrammingMistake(f"{self.place} takes a text or None")
        return seal(str(value), self.place)

    def get_lookup(self, lookup_name: str) -> Any:
        """Only whether there is a value can be asked."""
        if lookup_name != "isnull":
            raise FieldError(f"{self.place} is encrypted: search its blind index instead")
        return super().get_lookup(lookup_name)

    def get_transform(self, lookup_name: str) -> Any:
        """None is possible."""
        raise FieldError(f"{self.place} is encrypted: search its blind index instead")

    def value_to_string(self, obj: Any) -> str:
        """Refused: serializers would write the value out in the open."""
        raise ProgrammingMistake(f"{self.place} is encrypted and is not serialized")


class BlindIndexField(models.CharField):
    """盲索引: a keyed hash of another field's value, computed whenever the record is saved, to find equal values by."""

    description = "A keyed hash of another field"

    def __init__(self, *args: Any, of: str, kind: str, **kwargs: Any) -> None:
        if kind not in KINDS:
            raise ProgrammingMistake(f"no kind of personal data: {kind}")
        self.of, self.kind = of, kind
        super().__init__(*args, **{"max_length": 64, "db_index": True, "editable": False, **kwargs})

    def deconstruct(self) -> Any:
        """As a migration writes it down."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of, "kind": self.kind}

    def pre_save(self, model_instance: models.Model, add: bool) -> str | None:
        """The hash of what the other field holds now."""
        value = getattr(model_instance, self.of)
        found = None if value is None else blind_index(self.kind, value)
        setattr(model_instance, self.attname, found)
        return found
