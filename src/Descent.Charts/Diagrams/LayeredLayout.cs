namespace Descent.Charts.Diagrams;

/// <summary>
/// Places the nodes of a directed graph without cycles in columns from left to right: edges run forward only, nodes
/// stand near what they are joined to, and an edge over several columns has a point in each so that it passes between
/// the nodes (Sugiyama, Tagawa and Toda, 1981).
/// </summary>
internal sealed class LayeredLayout
{
    private const int Sweeps = 12;
    private readonly List<List<int>> columns = [];
    private readonly List<List<int>> before = [];
    private readonly List<List<int>> after = [];
    private readonly List<double> halfHeights = [];
    private readonly List<double> ys = [];
    private readonly List<int[]> routes = [];
    private readonly List<int> columnOf = [];

    /// <param name="count">How many nodes; they come in an order in which edges run forward.</param>
    /// <param name="edges">From where to where.</param>
    /// <param name="height">The height of a node.</param>
    /// <param name="gap">The space between two.</param>
    public LayeredLayout(int count, IReadOnlyList<(int From, int To)> edges, double height, double gap)
    {
        foreach (var column in ColumnsOf(count, edges))
            Add(column, height / 2);
        foreach (var (from, to) in edges)
            routes.Add(Route(from, to));
        for (var sweep = 0; sweep < Sweeps; sweep++)
            Order(sweep % 2 == 0);
        foreach (var column in columns)
        {
            var y = 0.0;
            foreach (var node in column)
            {
                ys[node] = y + halfHeights[node];
                y += 2 * halfHeights[node] + gap;
            }

            foreach (var node in column)
                ys[node] -= y / 2;
        }

        for (var sweep = 0; sweep < Sweeps; sweep++)
            Settle(sweep % 2 == 0, gap);
        Top = Enumerable.Range(0, ys.Count).Min(node => ys[node] - halfHeights[node]);
        Height = Enumerable.Range(0, ys.Count).Max(node => ys[node] + halfHeights[node]) - Top;
    }

    public int Columns => columns.Count;

    public double Height { get; }

    private double Top { get; }

    public (int Column, double Y) this[int node] => (columnOf[node], ys[node] - Top);

    /// <summary>Where the n-th edge passes, both ends included.</summary>
    public IReadOnlyList<(int Column, double Y)> RouteOf(int edge) => [.. routes[edge].Select(node => this[node])];

    private static int[] ColumnsOf(int count, IReadOnlyList<(int From, int To)> edges)
    {
        var column = new int[count];
        foreach (var (from, to) in edges.OrderBy(edge => edge.To))
            column[to] = Math.Max(column[to], column[from] + 1);

        // What nothing leads to stands right before what it leads to.
        foreach (var node in Enumerable.Range(0, count).Except(edges.Select(edge => edge.To)))
        {
            var next = edges.Where(edge => edge.From == node).Select(edge => column[edge.To]).ToArray();
            if (next.Length > 0)
                column[node] = next.Min() - 1;
        }

        return column;
    }

    private int Add(int column, double halfHeight)
    {
        while (columns.Count <= column)
            columns.Add([]);
        var node = columnOf.Count;
        columns[column].Add(node);
        columnOf.Add(column);
        halfHeights.Add(halfHeight);
        ys.Add(0);
        before.Add([]);
        after.Add([]);
        return node;
    }

    private int[] Route(int from, int to)
    {
        var route = new List<int> { from };
        for (var column = columnOf[from] + 1; column < columnOf[to]; column++)
            route.Add(Add(column, 8));
        route.Add(to);
        for (var i = 1; i < route.Count; i++)
        {
            after[route[i - 1]].Add(route[i]);
            before[route[i]].Add(route[i - 1]);
        }

        return [.. route];
    }

    private void Order(bool forward)
    {
        var place = new double[columnOf.Count];
        foreach (var column in forward ? columns : columns.AsEnumerable().Reverse())
        {
            for (var i = 0; i < column.Count; i++)
                place[column[i]] = i;
            var near = forward ? before : after;
            var sorted = column.OrderBy(node => near[node].Count > 0 ? near[node].Average(other => place[other]) : place[node]).ToList();
            column.Clear();
            column.AddRange(sorted);
            for (var i = 0; i < column.Count; i++)
                place[column[i]] = i;
        }
    }

    private void Settle(bool forward, double gap)
    {
        foreach (var column in forward ? columns : columns.AsEnumerable().Reverse())
        {
            var wanted = column.Select(node =>
            {
                int[] near = [.. before[node], .. after[node]];
                return near.Length > 0 ? near.Average(other => ys[other]) : ys[node];
            }).ToArray();

            // Pushed down and pushed up, both without overlap; so is their mean.
            var down = (double[])wanted.Clone();
            for (var i = 1; i < down.Length; i++)
                down[i] = Math.Max(down[i], down[i - 1] + Distance(column[i - 1], column[i], gap));
            var up = (double[])wanted.Clone();
            for (var i = up.Length - 2; i >= 0; i--)
                up[i] = Math.Min(up[i], up[i + 1] - Distance(column[i], column[i + 1], gap));
            for (var i = 0; i < column.Count; i++)
                ys[column[i]] = (down[i] + up[i]) / 2;
        }
    }

    private double Distance(int upper, int lower, double gap) => halfHeights[upper] + halfHeights[lower] + gap;
}
