using Descent.Coursework.Exercises;
using Descent.Notebooks.Documents;

namespace Descent.Coursework.Transforms;

/// <summary>Takes secret regions out; a cell that holds nothing else goes altogether.</summary>
public static class ClearSecrets
{
    /// <summary>Clears the secret regions of a notebook.</summary>
    /// <param name="notebook">An exercise's notebook; not changed.</param>
    /// <returns>A copy without secrets.</returns>
    public static Notebook Apply(Notebook notebook)
    {
        ArgumentNullException.ThrowIfNull(notebook);
        var cleared = notebook.Copy();
        cleared.Cells.RemoveAll(cell =>
        {
            if (!Regions.Has(cell.Source, Regions.Secret))
                return false;
            cell.Source = Regions.Replace(cell.Source, Regions.Secret, (_, _) => []).Trim('\n');
            Attachments.Clear(cell);
            return cell.Source.Trim().Length == 0;
        });
        return cleared;
    }
}
