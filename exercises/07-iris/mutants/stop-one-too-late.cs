// Training stops only when more than patience epochs have passed.
// cell: stopping
// fails: ten epochs, patience 3: stopped, kept
// fails: twenty random curves, patience 1 to 10
// fails: twenty random curves with equal losses
(int Stopped, int Kept) Stop(double[] losses, int patience)
{
    var best = 0;
    for (var epoch = 0; epoch < losses.Length; epoch++)
    {
        if (losses[epoch] < losses[best])
            best = epoch;
        if (epoch - best > patience)
            return (epoch + 1, best + 1);
    }
    return (losses.Length, best + 1);
}
