// The formula as it stands: the sigmoid first, its logarithm then, and 0 times infinity.
// cell: binary
// fails: sure: z = -800, y = 1; z = 800, y = 0; z = 800, y = 1
// fails: 20 random logits beyond 800 and -800
double BinaryCrossEntropy(double z, double y)
{
    var p = 1 / (1 + Math.Exp(-z));
    return -y * Math.Log(p) - (1 - y) * Math.Log(1 - p);
}
