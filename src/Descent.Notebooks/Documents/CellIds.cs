using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Descent.Notebooks.Documents;

/// <summary>Gives ids to cells that have none, the same ones every time.</summary>
internal static class CellIds
{
    /// <summary>Whether nbformat 4.5 accepts the id: 1 to 64 letters, digits, <c>-</c> and <c>_</c> of ASCII.</summary>
    public static bool IsValid(string id) =>
        id.Length is >= 1 and <= 64 && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_');

    /// <summary>
    /// The ids the cells will have in a file: their own where valid and not yet taken by an earlier cell, else one from the
    /// cell's content and position.
    /// </summary>
    public static string[] For(IReadOnlyList<Cell> cells)
    {
        var taken = new HashSet<string>(StringComparer.Ordinal);
        var ids = new string[cells.Count];
        // Own ids first, so that a made-up one never takes an id that a later cell brought along.
        for (var i = 0; i < cells.Count; i++)
        {
            if (IsValid(cells[i].Id) && taken.Add(cells[i].Id))
                ids[i] = cells[i].Id;
        }
        for (var i = 0; i < cells.Count; i++)
            ids[i] ??= Create(cells[i], i, taken);
        return ids;
    }

    private static string Create(Cell cell, int index, HashSet<string> taken)
    {
        for (var attempt = 0; ; attempt++)
        {
            var content = string.Create(CultureInfo.InvariantCulture, $"{index}\0{attempt}\0{cell.Kind}\0{cell.Source}");
            var id = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 4));
            if (taken.Add(id))
                return id;
        }
    }
}
