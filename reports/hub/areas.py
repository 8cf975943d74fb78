from lhs_portal.accounts.codes import Rurality
from lhs_portal.lib.wording import mark

# As a fact of its own, without the list beside which the profile's form has it.
AREAS = {
    Rurality.METROPOLITAN: mark("Mostly metropolitan"),
    Rurality.MICROPOLITAN: mark("Mostly small cities"),
    Rurality.RURAL: mark("Mostly small towns and rural"),
    Rurality.MIXED: mark("Cities, small towns and rural"),
}
