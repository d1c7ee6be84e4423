namespace Descent.Charts;

/// <content>Diagrams, drawn as SVG without scripts.</content>
public static partial class Chart
{
    /// <summary>Draws how a scalar was computed, with the values and gradients of this moment: call it after <see cref="Scalar.Backward"/>.</summary>
    /// <param name="result">The last scalar of the computation.</param>
    /// <returns>A picture.</returns>
    /// <exception cref="ArgumentException">The computation has more than 300 scalars.</exception>
    public static ComputationGraph Graph(Scalar result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return new ComputationGraph(result.Graph());
    }

    /// <summary>Several networks in one row, each with its title above it.</summary>
    /// <param name="diagrams">At least two.</param>
    /// <returns>A picture.</returns>
    /// <exception cref="ArgumentException">There are less than two.</exception>
    public static DiagramRow SideBySide(params IReadOnlyList<NetworkDiagram> diagrams)
    {
        ArgumentNullException.ThrowIfNull(diagrams);
        if (diagrams.Count < 2)
            throw new ArgumentException($"SideBySide: {diagrams.Count} networks; a row holds 2 or more.", nameof(diagrams));
        return new DiagramRow([.. diagrams]);
    }

    /// <summary>Draws a fully connected network by the number of units in each layer: <c>Chart.Network(4, 16, 3)</c>. For names and weights use <see cref="NetworkDiagram"/>.</summary>
    /// <param name="units">The units of each layer, the inputs first; of more than seven, six are drawn and the rest is dots.</param>
    /// <returns>A picture.</returns>
    /// <exception cref="ArgumentException">There are less than two layers, or one is empty.</exception>
    public static NetworkDiagram Network(params IReadOnlyList<int> units)
    {
        ArgumentNullException.ThrowIfNull(units);
        if (units.Count < 2 || units.Any(count => count < 1))
            throw new ArgumentException($"Network: layers of {string.Join(", ", units)} units; it takes at least two layers of at least one unit.", nameof(units));
        var diagram = new NetworkDiagram();
        for (var i = 0; i < units.Count; i++)
        {
            diagram.AddBlankLayer(units[i]);
            if (i > 0)
                diagram.ConnectAll();
        }

        return diagram;
    }
}
