package brand

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// domainRE is a host name (RFC 1123, section 2.1) below another one.
const domainRE = `^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$`

// domains is a list of mail domains. Names beyond ASCII are not among them: people type those in their own letters.
func domains() kindOf[[]string] {
	form := regexp.MustCompile(domainRE)
	return kindOf[[]string]{
		schema: map[string]any{"type": "array", "uniqueItems": true, "maxItems": maxDomains,
			"items": map[string]any{"type": "string", "pattern": domainRE, "not": map[string]any{"pattern": `(^|\.)xn--`}}},
		read: func(v any) ([]string, error) {
			list, ok := v.([]any)
			if !ok || len(list) > maxDomains {
				return nil, because(MailDomainsInvalid, Args{"Most": fmt.Sprint(maxDomains)}, `must be a list of at most %d domains in quotes, such as ["aldermoor.example"]`, maxDomains)
			}
			var all []string
			for _, item := range list {
				s, _ := item.(string)
				if len(s) > 253 || !form.MatchString(s) || strings.HasPrefix(s, "xn--") || strings.Contains(s, ".xn--") || slices.Contains(all, s) {
					return nil, because(MailDomainInvalid, Args{"Domain": clipped(s)},
						"has %s, which is no mail domain, or is there twice; write what stands behind the @ in small plain letters, such as aldermoor.example", strconv.QuoteToASCII(clipped(s)))
				}
				all = append(all, s)
			}
			return all, nil
		}}
}
