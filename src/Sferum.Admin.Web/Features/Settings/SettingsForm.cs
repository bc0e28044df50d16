using Sferum.Admin.Core.Common;
using Sferum.Admin.Core.Settings;

namespace Sferum.Admin.Web.Features.Settings;

/// <summary>What is being typed into a form of the settings: text by key, as it is stored, so that a half-typed number is no trouble.</summary>
public sealed class SettingsForm(SettingsPart part)
{
    private Dictionary<string, string> _values = [];

    /// <summary>What stands in the fields, for a draft.</summary>
    public Dictionary<string, string> Values => _values;

    /// <summary>How the form was opened.</summary>
    public SchoolSettings Shown { get; private set; } = new();

    /// <summary>Fields on which somebody has to decide.</summary>
    public IReadOnlyList<FormConflict> Conflicts { get; private set; } = [];

    /// <summary>What stands in a field.</summary>
    public string this[string key]
    {
        get => _values[key];
        set => _values[key] = value;
    }

    /// <summary>Whether anything differs from what was shown.</summary>
    public bool IsChanged => SettingsRules.ValuesOf(part, Shown).Any(pair => _values[pair.Key].Trim() != pair.Value);

    /// <summary>Opens the form anew.</summary>
    public void Show(SchoolSettings settings)
    {
        (Shown, Conflicts) = (settings, []);
        // Another object: what was typed into the former one is no draft any more.
        _values = [];
        foreach (var (key, value) in SettingsRules.ValuesOf(part, settings))
        {
            _values[key] = value;
        }
    }

    /// <summary>Takes back what was typed on another day.</summary>
    public void Restore(Dictionary<string, string> draft)
    {
        foreach (var key in SettingsRules.KeysOf(part).Where(draft.ContainsKey))
        {
            _values[key] = draft[key];
        }
    }

    /// <summary>Somebody else was first: from now on the form is compared with what stands there, and what only he changed is taken over.</summary>
    public void Meet(IReadOnlyList<FormConflict> conflicts, SchoolSettings now)
    {
        var (shown, stands) = (SettingsRules.ValuesOf(part, Shown), SettingsRules.ValuesOf(part, now));
        foreach (var key in shown.Keys.Where(key => _values[key].Trim() == shown[key]))
        {
            _values[key] = stands[key];
        }

        (Shown, Conflicts) = (now, conflicts);
    }

    /// <summary>The settings as typed.</summary>
    /// <param name="error">The first field that is no value at all.</param>
    public SchoolSettings? Typed(out Error? error)
    {
        var stored = Shown.ToStored().ToDictionary();
        foreach (var (key, value) in _values)
        {
            if (SettingsRules.Ranges.TryGetValue(key, out var range) && !int.TryParse(value.Trim(), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _))
            {
                error = Error.Invalid($"Нужно целое число от {RussianText.Number(range.Least)} до {RussianText.Number(range.Most)}.", key);
                return null;
            }

            stored[key] = value.Trim();
        }

        error = null;
        return SchoolSettings.FromStored(stored);
    }
}
