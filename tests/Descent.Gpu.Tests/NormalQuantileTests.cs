using Descent.Gpu.Kernels;
using MathNet.Numerics.Distributions;

namespace Descent.Gpu.Tests;

/// <summary>The inverse of the normal distribution function in plain arithmetic, against Math.NET's.</summary>
public sealed class NormalQuantileTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.3)]
    [InlineData(0.0750001)]
    [InlineData(0.075)]
    [InlineData(1e-3)]
    [InlineData(1.4e-11)]
    [InlineData(1.3e-11)]
    [InlineData(1.1102230246251565e-16)]
    public void Both_ends_are_exact(double p)
    {
        var expected = Normal.InvCDF(0, 1, p);
        Assert.InRange(NormalQuantile<double, Float64>.At(p - 0.5, p) - expected, -1e-14 * Math.Abs(expected), 1e-14 * Math.Abs(expected));
        Assert.InRange(NormalQuantile<double, Float64>.At(0.5 - p, p) + expected, -1e-14 * Math.Abs(expected), 1e-14 * Math.Abs(expected));
        Assert.InRange(NormalQuantile<float, Float32>.At((float)(p - 0.5), (float)p) - expected, -2e-6 * Math.Abs(expected), 2e-6 * Math.Abs(expected));
    }
}
