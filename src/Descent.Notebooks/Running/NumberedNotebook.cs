using Descent.Notebooks.Documents;
using Descent.Notebooks.Transforms;

namespace Descent.Notebooks.Running;

/// <summary>A notebook with its parameters set, whose cells keep the numbers that they have in the file.</summary>
internal sealed class NumberedNotebook
{
    /// <summary>The number of the cell that sets parameters, which is in no file.</summary>
    public const int InjectedCell = 0;

    private const string InjectedTag = "injected-parameters";

    private readonly Dictionary<int, Cell> byNumber = [];

    public NumberedNotebook(Notebook notebook, IReadOnlyDictionary<string, string> parameters)
    {
        Notebook = parameters.Count > 0 ? InjectParameters.Apply(notebook, parameters) : notebook;
        var isInserted = Notebook.Cells.Count > notebook.Cells.Count;
        var codeCells = new List<(Cell, int)>();
        var next = 1;
        foreach (var cell in Notebook.Cells)
        {
            var number = isInserted && cell.HasTag(InjectedTag) ? InjectedCell : next++;
            byNumber[number] = cell;
            if (cell.Kind == CellKind.Code)
                codeCells.Add((cell, number));
        }
        CodeCells = codeCells;
    }

    public Notebook Notebook { get; }

    /// <summary>The code cells, in order, with their numbers among all cells, counted from 1.</summary>
    public IReadOnlyList<(Cell Cell, int Number)> CodeCells { get; }

    /// <summary>A line of a cell, or null when there is no such line.</summary>
    public string? LineOf(int number, int line) =>
        byNumber.TryGetValue(number, out var cell) ? cell.Source.Split('\n').ElementAtOrDefault(line - 1)?.TrimEnd() : null;
}
