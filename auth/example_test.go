package auth_test

import (
	"context"
	"fmt"
	"net/http"

	"github.com/vestibule-app/vestibule/auth"
	"github.com/vestibule-app/vestibule/auth/emulator"
)

// A sign-in in a terminal, against the emulated tenant. Typed is what the person types.
func Example() {
	tenant := &emulator.Tenant{PasswordCost: 1, Codes: func() string { return "13572468" }}
	client, err := auth.NewClient(auth.Config{
		ClientID:  emulator.ClientMFA,
		Authority: "contoso",
		HTTP:      &http.Client{Transport: tenant.Transport()},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	typed := []string{"both@contoso.example", "not my password", emulator.Password, "2", "13572468"}
	ask := func(prompt string) string {
		answer := typed[0]
		typed = typed[1:]
		fmt.Println(prompt)
		return answer
	}

	ctx := context.Background()
	flow, step := client.SignIn(auth.Hint{})
	defer flow.Close()
	for {
		var answer auth.Answer
		switch q := step.(type) {
		case auth.EnterUsername:
			answer = auth.Username{Value: ask("Your email address?")}
		case auth.EnterPassword:
			if q.Problem != nil {
				fmt.Println("That did not work:", q.Problem.Code)
			}
			answer = auth.Password{Value: ask("Password of " + q.Username + "?")}
		case auth.ChooseMethod:
			for i, m := range q.Methods {
				fmt.Printf("%d: %s to %s\n", i+1, m.Channel, m.Target)
			}
			answer = auth.Pick{MethodID: q.Methods[ask("Where shall the code go?")[0]-'1'].ID}
		case auth.EnterCode:
			answer = auth.Code{Value: ask(fmt.Sprintf("The code that was sent by %s to %s?", q.Channel, q.SentTo))}
		case auth.SignedIn:
			fmt.Println("Welcome,", q.Account.Name)
			return
		default:
			fmt.Printf("%T is beyond this terminal\n", q)
			return
		}
		if step, err = flow.Submit(ctx, answer); err != nil {
			fmt.Println(err) // nobody answered sensibly; the question stands
			return
		}
	}
	// Output:
	// Your email address?
	// Password of both@contoso.example?
	// That did not work: wrong_password
	// Password of both@contoso.example?
	// 1: email to b***h@ma*l.example
	// 2: sms to +1*********1
	// Where shall the code go?
	// The code that was sent by sms to +1*********1?
	// Welcome, Bo Both
}

// An access token for an API. A session that is over is no failure: the person signs in again.
func ExampleClient_Token() {
	tenant := &emulator.Tenant{PasswordCost: 1}
	client, err := auth.NewClient(auth.Config{
		ClientID: emulator.ClientPassword, Authority: "contoso", HTTP: &http.Client{Transport: tenant.Transport()},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	ctx := context.Background()
	flow, _ := client.SignIn(auth.Hint{})
	_, _ = flow.Submit(ctx, auth.Username{Value: "password@contoso.example"})
	step, err := flow.Submit(ctx, auth.Password{Value: emulator.Password})
	if err != nil {
		fmt.Println(err)
		return
	}
	account := step.(auth.SignedIn).Account

	token, err := client.Token(ctx, account, "api://contoso-orders/Orders.Read")
	fmt.Println(token.Scopes, err)
	fmt.Println("Authorization: Bearer", token.Access) // dots; string(token.Access) is what is sent

	tenant.Revoke("password@contoso.example")
	_, err = client.Token(ctx, account, "api://contoso-orders/Orders.Write")
	fmt.Println(err)
	// Output:
	// [openid profile api://contoso-orders/Orders.Read] <nil>
	// Authorization: Bearer ••••••
	// auth: sign in again: session_expired
}
