// The errors keep their signs, so that they cancel.
// cell: errors
// fails: average and largest error of four predictions
// fails: exact values that are all 2
// fails: average and largest error of fifty predictions
(double Average, double Largest) Errors(double[] predicted, double[] exact)
{
    if (predicted.Length != exact.Length)
        throw new ArgumentException($"{predicted.Length} predictions for {exact.Length} exact values");
    var mean = exact.Average();
    var deviation = Math.Sqrt(exact.Average(y => (y - mean) * (y - mean)));
    if (deviation < 1e-12)
        deviation = 1;
    var errors = predicted.Zip(exact, (p, y) => (p - y) / deviation).ToArray();
    return (errors.Average(), errors.Max());
}
