package auth

import (
	"html/template"
	"io"
)

// pagePolicy allows the page's own style and nothing else: no script, no request, no frame.
const pagePolicy = "default-src 'none'; style-src 'sha256-" + pageStyleHash + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// pageStyleHash is the SHA-256 of pageStyle; a test holds the two together.
const pageStyleHash = "3JtiU6fqVZDHy2YyzQZkyiflx/vDjlzzyoHHC1y+JCc="

const pageStyle = `:root{color-scheme:light dark}body{margin:0;min-height:100vh;display:grid;place-items:center;background:Canvas;color:CanvasText;font:16px/1.5 system-ui,sans-serif}main{max-width:26rem;padding:2rem;text-align:center}p.brand{font-weight:600;letter-spacing:.02em}p.mark{font-size:3rem;line-height:1;margin:0}h1{font-size:1.5rem;line-height:1.3;margin:.75rem 0}`

var returnPage = template.Must(template.New("return").Parse(`<!doctype html>
<html lang="{{.Lang}}" dir="{{if .RTL}}rtl{{else}}ltr{{end}}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{{.Title}} – {{.Brand}}</title><style>` + pageStyle + `</style></head>
<body><main><p class="brand">{{.Brand}}</p><p class="mark" aria-hidden="true">{{if .OK}}✓{{else}}×{{end}}</p><h1>{{.Title}}</h1><p>{{.Text}}</p></main></body>
</html>
`))

// writePage writes the last page in the browser. Nothing of the request is on it.
func writePage(w io.Writer, p Page, ok bool) {
	_ = returnPage.Execute(w, struct { // the browser may have gone; that is its affair
		Page
		OK bool
	}{p, ok})
}

// defaultPage is for programs that bring no words of their own.
func defaultPage(ok bool) Page {
	if ok {
		return Page{Lang: "en", Brand: "Sign-in", Title: "You are signed in", Text: "You can close this tab and go back to the app."}
	}
	return Page{Lang: "en", Brand: "Sign-in", Title: "You are not signed in", Text: "You can close this tab and go back to the app."}
}
