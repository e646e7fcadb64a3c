package screens

// VisitLaidOut visits what is shown.
var VisitLaidOut = visitLaidOut
