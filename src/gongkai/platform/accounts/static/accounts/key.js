// Says so on the page when a security key did not answer; allauth alone would only tell the console.
document.addEventListener('allauth.error', function (event) {
  event.preventDefault()
  const trouble = document.getElementById('key-trouble')
  trouble.hidden = false
  trouble.setAttribute('role', 'alert')
})
