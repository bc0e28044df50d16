using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Sferum.Admin.Web.Components.Ui;

/// <summary>The words that MudBlazor's own parts say; the package ships no Russian. Parts the portal does not use are left out, and
/// a test forbids using them.</summary>
internal sealed class RussianMudLocalizer : MudLocalizer
{
    private static readonly Dictionary<string, string> Texts = new()
    {
        ["Converter_ConversionError"] = "Значение не читается: {0}",
        ["Converter_ConversionFailed"] = "Значение не читается",
        ["Converter_ConversionNotImplemented"] = "Значение не читается",
        ["Converter_InvalidBoolean"] = "Нужно «да» или «нет»",
        ["Converter_InvalidDateTime"] = "Такой даты нет",
        ["Converter_InvalidGUID"] = "Это не идентификатор",
        ["Converter_InvalidNumber"] = "Нужно число",
        ["Converter_InvalidTimeSpan"] = "Такого времени нет",
        ["Converter_InvalidType"] = "Значение не подходит",
        ["Converter_NotValueOf"] = "Такого значения нет в списке",
        ["Converter_UnableToConvert"] = "Значение не читается",
        ["MudAlert_Close"] = "Закрыть",
        ["MudBaseDatePicker_NextMonth"] = "Следующий месяц, {0}",
        ["MudBaseDatePicker_NextYear"] = "Следующий год, {0}",
        ["MudBaseDatePicker_Open"] = "Открыть календарь",
        ["MudBaseDatePicker_PrevMonth"] = "Предыдущий месяц, {0}",
        ["MudBaseDatePicker_PrevYear"] = "Предыдущий год, {0}",
        ["MudBreadcrumbs_Label"] = "Путь",
        ["MudChip_Close"] = "Убрать",
        ["MudDateRangePicker_End"] = "Последний день",
        ["MudDateRangePicker_Start"] = "Первый день",
        ["MudDialog_Close"] = "Закрыть",
        ["MudExitPrompt_Cancel"] = "Остаться",
        ["MudExitPrompt_Exit"] = "Уйти",
        ["MudExitPrompt_Text"] = "Изменения не сохранены. Уйти со страницы?",
        ["MudExitPrompt_Title"] = "Изменения не сохранены",
        ["MudFileUpload_Button"] = "Выбрать файл",
        ["MudFileUpload_DragAndDrop"] = "Перетащите файл сюда или выберите его",
        ["MudFileUpload_FileSizeError"] = "Файл «{0}» больше {1} байт.",
        ["MudFileUpload_MaximumFileCountExceeded"] = "Выбрано файлов: {0}, а можно не больше {1}",
        ["MudFormComponent_Required"] = "Заполните поле",
        ["MudInput_Clear"] = "Очистить",
        ["MudInput_Decrement"] = "Уменьшить",
        ["MudInput_Increment"] = "Увеличить",
        ["MudNavGroup_ToggleExpand"] = "Раздел «{0}»",
        ["MudPageContentNavigation_NavMenu"] = "Содержание",
        ["MudPagination_CurrentPage"] = "Текущая страница, {0}",
        ["MudPagination_FirstPage"] = "Первая страница",
        ["MudPagination_LastPage"] = "Последняя страница",
        ["MudPagination_NextPage"] = "Следующая страница",
        ["MudPagination_PageIndex"] = "Страница {0}",
        ["MudPagination_PreviousPage"] = "Предыдущая страница",
        ["MudRangeInput_End"] = "Конец",
        ["MudRangeInput_Start"] = "Начало",
        ["MudSelect_SelectAll"] = "Выбрать всё",
        ["MudSnackbar_Close"] = "Закрыть",
        ["MudTabs_AddTab"] = "Добавить вкладку",
        ["MudTabs_CloseTab"] = "Закрыть вкладку",
        ["MudTabs_ScrollDown"] = "Вкладки ниже",
        ["MudTabs_ScrollLeft"] = "Вкладки левее",
        ["MudTabs_ScrollRight"] = "Вкладки правее",
        ["MudTabs_ScrollUp"] = "Вкладки выше",
        ["MudTimePicker_Open"] = "Открыть часы",
    };

    /// <inheritdoc />
    public override LocalizedString this[string key] =>
        Texts.TryGetValue(key, out var text) ? new LocalizedString(key, text) : new LocalizedString(key, key, resourceNotFound: true);
}
