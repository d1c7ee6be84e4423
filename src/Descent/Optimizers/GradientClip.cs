namespace Descent;

/// <summary>Keeps gradients from exploding: call between <see cref="Tensor.Backward(bool)"/> and <see cref="Optimizer.Step"/>.</summary>
public static class GradientClip
{
    /// <summary>
    /// Scales all gradients together so that their joint Euclidean norm is at most <paramref name="maxNorm"/> (Pascanu, Mikolov, Bengio 2013).
    /// The direction stays.
    /// </summary>
    /// <param name="parameters">The weights; those without a gradient are passed over.</param>
    /// <param name="maxNorm">The largest norm allowed, above 0.</param>
    /// <returns>The norm before.</returns>
    /// <exception cref="ArgumentException">The norm is not above 0.</exception>
    public static double ByNorm(IEnumerable<Tensor> parameters, double maxNorm)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (!(maxNorm > 0))
            throw new ArgumentException($"GradientClip.ByNorm: maxNorm is {maxNorm}, but must be above 0", nameof(maxNorm));
        var gradients = GradientsOf(parameters).ToList();
        var norm = Math.Sqrt(gradients.Sum(gradient => gradient.Square().Sum().Item()));
        if (norm > maxNorm)
            gradients.ForEach(gradient => gradient.MultiplyInPlace(maxNorm / norm));
        return norm;
    }

    /// <summary>Cuts every element of the gradients to [-maxValue, maxValue]. The direction may change.</summary>
    /// <param name="parameters">The weights; those without a gradient are passed over.</param>
    /// <param name="maxValue">The largest magnitude allowed, above 0.</param>
    /// <exception cref="ArgumentException">The value is not above 0.</exception>
    public static void ByValue(IEnumerable<Tensor> parameters, double maxValue)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (!(maxValue > 0))
            throw new ArgumentException($"GradientClip.ByValue: maxValue is {maxValue}, but must be above 0", nameof(maxValue));
        foreach (var gradient in GradientsOf(parameters))
            gradient.CopyFrom(gradient.Clamp(-maxValue, maxValue));
    }

    private static IEnumerable<Tensor> GradientsOf(IEnumerable<Tensor> parameters)
    {
        foreach (var parameter in parameters)
        {
            ArgumentNullException.ThrowIfNull(parameter, nameof(parameters));
            if (parameter.FilledGrad is { } gradient)
                yield return gradient;
        }
    }
}
