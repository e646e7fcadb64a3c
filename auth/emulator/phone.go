package emulator

import "strings"

// regionCodes are the calling codes of regions to which no text message goes unless the tenant opts in (protocol-v1
// section 13), and of a few others.
var regionCodes = map[string]string{
	"RU": "7", "KZ": "7", "EG": "20", "CU": "53", "ID": "62", "VN": "84", "PK": "92", "LK": "94", "MA": "212", "DZ": "213",
	"TN": "216", "NG": "234", "KE": "254", "UA": "380", "HR": "385", "SI": "386", "BG": "359", "SA": "966", "AE": "971",
	"US": "1", "CA": "1", "GB": "44", "DE": "49", "FR": "33", "ES": "34", "IT": "39", "NL": "31", "CH": "41", "AT": "43",
	"IN": "91", "BR": "55", "MX": "52", "JP": "81", "CN": "86", "AU": "61",
}

// callingCode is the digits with which the phone numbers of a region begin: of "+234", "234" or "NG". It is empty if
// the region is not known.
func callingCode(region string) string {
	if code, ok := regionCodes[strings.ToUpper(region)]; ok {
		return code
	}
	digits := strings.TrimPrefix(region, "+")
	if digits == "" || len(digits) > 7 || digits[0] == '0' || strings.Trim(digits, "0123456789") != "" {
		return ""
	}
	return digits
}

// isPhone reports whether s is a phone number in E.164: a plus sign and 7 to 15 digits, no zero first. ITU-T sets no
// lower bound; no country has numbers that are shorter.
func isPhone(s string) bool {
	digits, ok := strings.CutPrefix(s, "+")
	return ok && len(digits) >= 7 && len(digits) <= 15 && digits[0] != '0' && strings.Trim(digits, "0123456789") == ""
}
