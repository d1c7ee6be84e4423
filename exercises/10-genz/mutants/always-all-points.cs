// Every run learns from all training points.
// cell: table
// fails: a product from 1, 2 and 4 points
// fails: a wave in three dimensions from 5, 20 and 60 points
// fails: counts in falling order, and what is handed to the measure
double[,] ErrorTable(Func<double[], double> f, double[][] train, double[][] test, int[] counts, Approximator approximate, Measure measure)
{
    var (values, exact) = (train.Select(f).ToArray(), test.Select(f).ToArray());
    var table = new double[counts.Length, 2];
    for (var row = 0; row < counts.Length; row++)
    {
        var n = counts[row];
        var predicted = approximate(train, values, test);
        (table[row, 0], table[row, 1]) = measure(predicted, exact);
    }
    return table;
}
