// A class that never occurs makes the sum not a number.
// cell: first
// fails: the blind loss of random counts, one of them 0
double FirstLoss(int k) => Math.Log(k);

double BlindLoss(int[] counts)
{
    double n = counts.Sum();
    return -counts.Sum(count => count / n * Math.Log(count / n));
}
