using Descent.Gpu.Cuda;
using Descent.Gpu.Kernels;

namespace Descent.Gpu.Tests;

/// <summary>What cuBLAS is asked for, computed here as its documentation says: without the library, and without a GPU.</summary>
public sealed class CuBlasTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(0, 1, 1)]
    [InlineData(1, 1, 1)]
    [InlineData(0, 0, 3)]
    [InlineData(1, 1, 3)]
    public void The_product_asked_for_column_by_column_is_ours_row_by_row(int transposedA, int transposedB, int batches)
    {
        const int M = 3, N = 4, K = 5;
        var a = Tensor.Rand(transposedA == 0 ? [batches, M, K] : [batches, K, M], new Rng(1), DType.Float64);
        var b = Tensor.Rand(transposedB == 0 ? [batches, K, N] : [batches, N, K], new Rng(2), DType.Float64);
        var expected = (transposedA == 0 ? a : a.T).MatMul(transposedB == 0 ? b : b.T).ToArray<double>();
        var ask = CuBlas.Ask(new MatMulShape(M, N, K, transposedA, transposedB, M * K, K * N));
        Assert.All(expected.Zip(Multiply(ask, b.ToArray<double>(), a.ToArray<double>(), batches)), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    [Fact]
    public void One_matrix_for_all_batches_does_not_move_on()
    {
        var ask = CuBlas.Ask(new MatMulShape(3, 4, 5, 0, 0, 15, 0));
        Assert.Equal((0, 15), (ask.BatchFirst, ask.BatchSecond));
    }

    /// <summary>cublasDgemmStridedBatched with α = 1 and β = 0: element (i, j) of a matrix lies at i + j · step.</summary>
    private static double[] Multiply(CuBlas.Gemm ask, double[] first, double[] second, int batches)
    {
        var result = new double[ask.Rows * ask.Columns * batches];
        for (var batch = 0; batch < batches; batch++)
        {
            for (var i = 0; i < ask.Rows; i++)
            {
                for (var j = 0; j < ask.Columns; j++)
                {
                    var sum = 0.0;
                    for (var k = 0; k < ask.Depth; k++)
                    {
                        sum += first[(batch * ask.BatchFirst) + (ask.TransposeFirst == 0 ? i + (k * ask.StepFirst) : k + (i * ask.StepFirst))]
                            * second[(batch * ask.BatchSecond) + (ask.TransposeSecond == 0 ? k + (j * ask.StepSecond) : j + (k * ask.StepSecond))];
                    }

                    result[(batch * ask.BatchResult) + i + (j * ask.StepResult)] = sum;
                }
            }
        }

        return result;
    }
}
