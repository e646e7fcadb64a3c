package kit

// Steps of the grid, in device-independent pixels (dp).
const (
	Space4  float32 = 4
	Space8  float32 = 8
	Space12 float32 = 12
	Space16 float32 = 16
	Space24 float32 = 24
	Space40 float32 = 40
	Space56 float32 = 56
)

// Sizes of the frame around a form in a brand that sets none, in dp, in text of the size it is designed for.
const (
	CardWidth      float32 = 400 // where the window allows it
	CardMinWidth   float32 = 352 // what the smallest window leaves
	CardPadding    float32 = 32
	CardRadius     float32 = 16
	PagePadding    float32 = 24  // 40 once the brand panel is on show
	WideFrom       float32 = 880 // width from which the brand panel is on show
	BrandShare     float32 = 0.44
	InnerWidth     float32 = CardWidth - 2*CardPadding
	InnerMinWidth  float32 = CardMinWidth - 2*CardPadding
	WindowWidth    float32 = 480 // of the window at first start
	WindowHeight   float32 = 720
	WindowMinWidth float32 = 400
	WindowMinHigh  float32 = 560
)

// Sizes of the controls, likewise. Those around a line of text grow with it.
const (
	ControlHeight float32 = 44
	ControlRadius float32 = 10
	RowHeight     float32 = 64
	IconSmall     float32 = 16
	IconMedium    float32 = 20
	IconLarge     float32 = 24
	AvatarSize    float32 = 40

	hitSmall float32 = 32
)
