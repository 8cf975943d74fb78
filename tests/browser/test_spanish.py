"""A person chooses Spanish: pages and mails speak it, also where the browser wishes otherwise; and
what the words of the framework mean opens where they stand."""

from playwright.sync_api import expect

from tests.browser import steps
from tests.browser.checks import check_axe, check_width
from tests.browser.following import follow

SAFE = "/framework/commitments/safe/"


def test_reader_without_an_account_switches_by_keyboard(open_context):
    page = open_context(viewport={"width": 320, "height": 640}).new_page()
    page.goto("/about/")
    button = page.get_by_role("button", name="Español")
    button.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    expect(page.get_by_role("heading", level=1)).to_have_text("Acerca de este portal")
    assert page.url.endswith("/about/")
    check_axe(page)
    check_width(page)
    for address in ("/", "/privacy/", "/status", SAFE, "/framework/", "/accounts/login/"):
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("lang", "es")
        check_axe(page)
        check_width(page)
    follow(page.get_by_role("button", name="English"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_browser_that_wishes_spanish_gets_it_from_account_to_mail(open_context):
    page = open_context(locale="es-MX").new_page()
    page.goto("/")
    follow(page.get_by_role("main").get_by_role("link", name="Crear una cuenta"))
    page.get_by_label("Su nombre").fill("Lucía Herrera")
    page.get_by_label("Correo electrónico").fill("lucia@newcomer.example")
    page.get_by_label("Contraseña").fill("amber-orchard-73")
    follow(page.get_by_role("button", name="Crear la cuenta"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Confirme su correo electrónico")
    page.goto("/demo/mail/")
    expect(page.get_by_role("main")).to_contain_text(
        "Confirme su correo electrónico para el LHS Portal"
    )
    mail = page.locator("li", has_text="para lucia@newcomer.example")
    follow(mail.first.get_by_role("link"))
    follow(page.locator(".quoted").get_by_role("link").first)
    follow(page.get_by_role("button", name="Sí, confirmarla"))
    page.goto("/me/")
    expect(page.get_by_label("Idioma")).to_have_value("es")
    check_axe(page)


def test_language_of_the_account_goes_before_the_wish_of_the_browser(sign_in):
    page = sign_in("stella@portal.example", fresh=True)
    page.goto("/me/")
    page.get_by_label("Language").select_option("es")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("status")).to_have_text("Sus cambios se guardaron.")
    page.context.clear_cookies(name="django_language")
    page.goto("/")
    expect(page.locator("html")).to_have_attribute("lang", "es")
    page.goto("/me/")
    page.get_by_label("Idioma").select_option("")
    follow(page.get_by_role("button", name="Guardar"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_term_is_explained_by_keyboard_and_without_javascript(open_context):
    page = open_context(javascript=False).new_page()
    page.goto(SAFE)
    term = page.locator("button.term").first
    meaning = page.locator(f"#{steps.attribute_of(term, 'popovertarget')}")
    expect(meaning).to_be_hidden()
    term.focus()
    page.keyboard.press("Enter")
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")
    expect(meaning).to_be_hidden()
    term.click()
    expect(meaning).to_be_visible()


def test_terms_of_a_section_are_explained_beside_its_levels(sign_in):
    page = sign_in("abel@cedargrove.example")
    page.goto("/")
    follow(page.get_by_role("link", name="First look"))
    follow(page.get_by_role("link", name="Openness to learning"))
    terms = page.locator("button.term")
    expect(terms.first).to_be_visible()
    terms.first.click()
    expect(page.locator("[popover]:popover-open")).to_be_visible()
    check_axe(page)
