// The formula and nothing else: a deviation of 0 makes 0 / 0, and Zip stops at the shorter of the two.
// cell: errors
// fails: exact values that are all 2
// fails: fewer predictions than exact values are refused
(double Average, double Largest) Errors(double[] predicted, double[] exact)
{
    var mean = exact.Average();
    var deviation = Math.Sqrt(exact.Average(y => (y - mean) * (y - mean)));
    var errors = predicted.Zip(exact, (p, y) => Math.Abs(p - y) / deviation).ToArray();
    return (errors.Average(), errors.Max());
}
