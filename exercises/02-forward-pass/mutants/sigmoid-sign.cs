// The exponent of the sigmoid has the wrong sign, so it falls where it should rise.
// cell: activations
// fails: sigmoid at 0, 1 and -2
// fails: sigmoid at 20 random places
// fails: sigmoid far out, at -1000 and 1000
double Sigmoid(double z) => 1 / (1 + Math.Exp(z));
double SigmoidSlope(double z) => Sigmoid(z) * (1 - Sigmoid(z));
double TanhSlope(double z) => 1 - Math.Tanh(z) * Math.Tanh(z);
double ReLU(double z) => Math.Max(0, z);
double ReLUSlope(double z) => z > 0 ? 1 : 0;
