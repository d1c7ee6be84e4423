// Lengths are not checked, and Zip leaves out what is over.
// cell: squared
// fails: a target too many is refused
double MeanSquaredError(double[] predictions, double[] targets) => predictions.Zip(targets, (prediction, target) => Math.Pow(prediction - target, 2)).Average();
