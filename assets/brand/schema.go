package brand

import (
	"bytes"
	"encoding/json"
	"maps"
	"strings"
)

// Schema is the JSON Schema of brand.toml, draft 7, for editors and for checks in a pipeline. What looks at files and at
// several keys together is left to Read.
func Schema() []byte {
	root := object("A brand: everything that makes the sign-in window your own.")
	root["$schema"] = "http://json-schema.org/draft-07/schema#"
	root["title"] = "brand.toml"
	for _, k := range keys {
		place(root, strings.Split(k.Path, "."), k)
	}
	tie(root)
	var b bytes.Buffer
	encode := json.NewEncoder(&b)
	encode.SetEscapeHTML(false)
	encode.SetIndent("", "  ")
	if err := encode.Encode(root); err != nil {
		panic(err) // cannot happen: the table holds texts, numbers and lists alone
	}
	return b.Bytes()
}

// tie says what holds for several keys together, as far as an editor can tell.
func tie(root map[string]any) {
	table := func(name string) map[string]any { return root["properties"].(map[string]any)[name].(map[string]any) }
	table("tenant")["dependencies"] = map[string]any{"authority": []string{"client_id"}, "client_id": []string{"authority"}}
	look := table("look")
	look["if"] = map[string]any{"properties": map[string]any{"layout": map[string]any{"const": "image"}}, "required": []string{"layout"}}
	look["then"] = map[string]any{"properties": map[string]any{"image": map[string]any{}}, "required": []string{"image"}}
	words := table("words")
	words["propertyNames"] = map[string]any{"pattern": tagRE}
	words["additionalProperties"].(map[string]any)["propertyNames"] = map[string]any{"not": map[string]any{"enum": Fixed}}
}

func object(doc string) map[string]any {
	o := map[string]any{"type": "object", "additionalProperties": false, "properties": map[string]any{}}
	if doc != "" {
		o["description"] = doc
	}
	return o
}

// place puts a key into the schema of a table.
func place(table map[string]any, path []string, k Key) {
	name, list := strings.CutSuffix(path[0], "[]")
	if len(path) == 1 {
		leaf := maps.Clone(k.schema)
		leaf["description"] = k.Doc
		if k.Default != "" {
			leaf["description"] = k.Doc + " Default: " + k.Default + "."
		}
		if name == "*" {
			table["additionalProperties"] = leaf
			return
		}
		table["properties"].(map[string]any)[name] = leaf
		if k.Required {
			require(table, name)
		}
		return
	}
	if name == "*" {
		inner, ok := table["additionalProperties"].(map[string]any)
		if !ok {
			inner = object("")
			table["additionalProperties"] = inner
		}
		place(inner, path[1:], k)
		return
	}
	properties := table["properties"].(map[string]any)
	inner, ok := properties[name].(map[string]any)
	if !ok {
		inner = object(sectionDoc(name))
		properties[name] = inner
		if list {
			properties[name] = map[string]any{"type": "array", "maxItems": MaxFiles, "items": inner}
		}
	} else if list {
		inner = inner["items"].(map[string]any)
	}
	if k.Required && !list {
		require(table, name)
	}
	place(inner, path[1:], k)
}

func require(table map[string]any, name string) {
	list, _ := table["required"].([]string)
	for _, there := range list {
		if there == name {
			return
		}
	}
	table["required"] = append(list, name)
}

func sectionDoc(table string) string {
	for _, s := range sections {
		if s.table == table {
			return s.doc
		}
	}
	return ""
}
