// Keep the learner's token in a cookie, once.
export default function ({ data: { name, token, days } }) {
  const wanted = `${name}=${encodeURIComponent(token)}`;
  if (document.cookie.split('; ').includes(wanted)) return;
  document.cookie = `${wanted}; path=/; max-age=${days * 86400}; SameSite=Lax`;
}
