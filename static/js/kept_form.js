// A sign-in in another tab gives the browser a new token; this form must send that one.
document.querySelector("form[data-kept]")?.addEventListener("submit", (event) => {
  const cookie = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (cookie) event.target.elements.csrfmiddlewaretoken.value = cookie[1];
});
