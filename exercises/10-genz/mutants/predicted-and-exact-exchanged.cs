// Predictions and exact values change places.
// cell: table
// fails: a wave in three dimensions from 5, 20 and 60 points
// fails: counts in falling order, and what is handed to the measure
double[,] ErrorTable(Func<double[], double> f, double[][] train, double[][] test, int[] counts, Approximator approximate, Measure measure)
{
    var (values, exact) = (train.Select(f).ToArray(), test.Select(f).ToArray());
    var table = new double[counts.Length, 2];
    for (var row = 0; row < counts.Length; row++)
    {
        var n = counts[row];
        var predicted = approximate(train[..n], values[..n], test);
        (table[row, 0], table[row, 1]) = measure(exact, predicted);
    }
    return table;
}
