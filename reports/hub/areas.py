from lhs_portal.accounts.codes import Rurality

# As a fact of its own, without the list beside which the profile's form has it.
AREAS = {
    Rurality.METROPOLITAN: "Mostly metropolitan",
    Rurality.MICROPOLITAN: "Mostly small cities",
    Rurality.RURAL: "Mostly small towns and rural",
    Rurality.MIXED: "Cities, small towns and rural",
}
