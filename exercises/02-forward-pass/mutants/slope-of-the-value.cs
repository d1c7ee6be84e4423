// The slopes are written as functions of the value: s (1 - s) and 1 - t² of z itself.
// cell: activations
// fails: slope of the sigmoid at 0 and 2
// fails: slope of tanh at 0 and 1
// fails: slopes of sigmoid and tanh at 20 random places
double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
double SigmoidSlope(double z) => z * (1 - z);
double TanhSlope(double z) => 1 - z * z;
double ReLU(double z) => Math.Max(0, z);
double ReLUSlope(double z) => z > 0 ? 1 : 0;
