// There is a factor one half, as in the table of output units.
// cell: squared
// fails: mean squared error of four predictions
// fails: mean squared error of 15 random predictions
double MeanSquaredError(double[] predictions, double[] targets)
{
    if (predictions.Length != targets.Length)
        throw new ArgumentException("lengths differ");
    return predictions.Zip(targets, (prediction, target) => Math.Pow(prediction - target, 2) / 2).Average();
}
