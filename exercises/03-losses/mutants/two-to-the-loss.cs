// The logarithm has base 2.
// cell: first
// fails: the first loss with ten classes
// fails: the blind loss of 50, 30 and 20 examples
// fails: the first loss, five random numbers of classes
// fails: the blind loss of random counts, one of them 0
double FirstLoss(int k) => Math.Log2(k);

double BlindLoss(int[] counts)
{
    double n = counts.Sum();
    return -counts.Where(count => count > 0).Sum(count => count / n * Math.Log2(count / n));
}
