// The mean is not added to the reconstructions.
// cell: pca
// fails: images of three codes
// fails: images of five random codes
Tensor Code(Tensor X, Tensor mean, Tensor V)
{
    return (X - mean).MatMul(V.T);
}

Tensor Rebuild(Tensor Z, Tensor mean, Tensor V)
{
    return Z.MatMul(V);
}

double Error(Tensor rebuilt, Tensor images)
{
    return (rebuilt - images).Square().Mean().Item();
}
