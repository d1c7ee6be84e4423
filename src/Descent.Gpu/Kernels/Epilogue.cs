using System.Numerics;

namespace Descent.Gpu.Kernels;

/// <summary>What is done to each element of a product on the way out.</summary>
/// <param name="HasBias">Not 0 where a row is added to every row.</param>
/// <param name="Activation">The number of a <see cref="Descent.Backends.UnaryKind"/>, or <see cref="NoActivation"/>.</param>
/// <param name="Slope">Below 0, of a rectifier.</param>
internal readonly record struct Epilogue<T>(int HasBias, int Activation, T Slope)
    where T : unmanaged, INumber<T>
{
    /// <summary>Elements go out as they are.</summary>
    public const int NoActivation = -1;
}
